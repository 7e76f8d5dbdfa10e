// /
export { Around as default } from '@/features/discovery/screens/Around';
