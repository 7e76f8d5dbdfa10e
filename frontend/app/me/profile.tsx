// /me/profile
export { EditProfile as default } from '@/features/users/screens/EditProfile';
