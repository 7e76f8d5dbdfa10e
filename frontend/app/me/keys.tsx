// /me/keys
export { Keys as default } from '@/features/auth/screens/Keys';
