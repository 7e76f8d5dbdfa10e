// /me/privacy
export { Privacy as default } from '@/features/users/screens/Privacy';
