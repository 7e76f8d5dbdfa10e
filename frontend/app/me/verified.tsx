// /me/verified
export { Verified as default } from '@/features/auth/screens/Verified';
