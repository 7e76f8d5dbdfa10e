// /rooms/…/secret
export { SecretPage as default } from '@/features/chat/screens/SecretPage';
