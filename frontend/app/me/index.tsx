// /me
export { Me as default } from '@/features/users/screens/Me';
