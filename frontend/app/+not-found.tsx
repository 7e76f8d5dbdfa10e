// Any other address.
export { NotFound as default } from '@/features/start/NotFound';
