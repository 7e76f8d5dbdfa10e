// /radar
export { Radar as default } from '@/features/discovery/screens/Radar';
