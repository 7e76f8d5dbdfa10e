// /me/telling
export { Telling as default } from '@/features/notifications/screens/Telling';
