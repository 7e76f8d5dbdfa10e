// /notices
export { Notices as default } from '@/features/notifications/screens/Notices';
