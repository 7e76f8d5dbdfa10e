// What surrounds every page.
export { Start as default } from '@/features/start/Start';
