// /events/…/spot
export { MarkSpot as default } from '@/features/events/screens/MarkSpot';
