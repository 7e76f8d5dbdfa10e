// /sign-up
export { SignUp as default } from '@/features/auth/screens/SignUp';
