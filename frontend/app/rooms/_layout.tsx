// /rooms…: the list stays while a room is open beside it
export { Talk as default } from '@/features/chat/screens/Talk';
