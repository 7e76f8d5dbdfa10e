// /events/…/invite
export { Invite as default } from '@/features/events/screens/Invite';
