// /friends
export { Friends as default } from '@/features/friends/screens/Friends';
