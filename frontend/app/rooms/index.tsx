// /rooms
export { Rooms as default } from '@/features/chat/screens/Rooms';
