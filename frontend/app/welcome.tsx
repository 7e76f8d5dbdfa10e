// /welcome
export { Welcome as default } from '@/features/auth/screens/Welcome';
