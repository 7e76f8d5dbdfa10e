// /add/:token
export { Added as default } from '@/features/friends/screens/Added';
