// /events/new
export { NewEvent as default } from '@/features/events/screens/NewEvent';
