// /events/…/hosts
export { Hosts as default } from '@/features/events/screens/Hosts';
