// /e/… : an event that was shared, also for whoever has no account
export { SharedEvent as default } from '@/features/events/screens/SharedEvent';
