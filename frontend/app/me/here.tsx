// /me/here
export { Here as default } from '@/features/presence/screens/Here';
