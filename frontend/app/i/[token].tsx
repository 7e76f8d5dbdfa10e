// /i/… : an invitation by link
export { InviteLink as default } from '@/features/events/screens/InviteLink';
