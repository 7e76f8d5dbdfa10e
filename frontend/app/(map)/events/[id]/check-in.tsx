// /events/…/check-in
export { CheckIn as default } from '@/features/events/screens/CheckIn';
