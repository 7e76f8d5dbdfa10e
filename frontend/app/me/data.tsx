// /me/data
export { MyData as default } from '@/features/users/screens/MyData';
