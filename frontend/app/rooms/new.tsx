// /rooms/new
export { NewMessage as default } from '@/features/chat/screens/NewMessage';
