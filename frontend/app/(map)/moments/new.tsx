// /moments/new
export { NewMoment as default } from '@/features/moments/screens/NewMoment';
