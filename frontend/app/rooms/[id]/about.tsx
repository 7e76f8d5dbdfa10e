// /rooms/…/about
export { AboutRoom as default } from '@/features/chat/screens/AboutRoom';
