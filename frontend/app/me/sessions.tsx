// /me/sessions
export { Sessions as default } from '@/features/auth/screens/Sessions';
