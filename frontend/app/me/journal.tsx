// /me/journal
export { Journal as default } from '@/features/moments/screens/Journal';
