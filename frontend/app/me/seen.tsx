// /me/seen
export { Seen as default } from '@/features/presence/screens/Seen';
