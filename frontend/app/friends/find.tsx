// /friends/find
export { Find as default } from '@/features/friends/screens/Find';
