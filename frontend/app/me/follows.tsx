// /me/follows
export { Follows as default } from '@/features/events/screens/Follows';
