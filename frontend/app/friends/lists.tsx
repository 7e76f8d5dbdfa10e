// /friends/lists
export { Lists as default } from '@/features/friends/screens/Lists';
