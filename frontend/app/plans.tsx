// /plans
export { Plans as default } from '@/features/events/screens/Plans';
