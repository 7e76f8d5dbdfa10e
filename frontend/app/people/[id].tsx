// /people/:id
export { PersonScreen as default } from '@/features/friends/screens/PersonScreen';
