// /me/showing-up
export { Marks as default } from '@/features/events/screens/Marks';
