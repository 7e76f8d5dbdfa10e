// /rooms/new-group
export { NewGroup as default } from '@/features/chat/screens/NewGroup';
