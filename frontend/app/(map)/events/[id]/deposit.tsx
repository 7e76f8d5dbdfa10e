// /events/…/deposit
export { Deposit as default } from '@/features/payments/screens/Deposit';
