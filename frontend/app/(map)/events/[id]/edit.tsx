// /events/…/edit
export { EditEvent as default } from '@/features/events/screens/EditEvent';
