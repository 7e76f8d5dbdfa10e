// /me/ways
export { Ways as default } from '@/features/auth/screens/Ways';
