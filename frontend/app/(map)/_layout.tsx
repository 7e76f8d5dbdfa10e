// The map beside whichever of its pages.
export { MapStage as default } from '@/features/discovery/screens/MapStage';
