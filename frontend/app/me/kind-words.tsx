// /me/kind-words
export { MyKindWords as default } from '@/features/events/screens/MyKindWords';
