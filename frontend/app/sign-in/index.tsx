// /sign-in
export { SignIn as default } from '@/features/auth/screens/SignIn';
