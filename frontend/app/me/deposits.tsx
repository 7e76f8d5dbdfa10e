// /me/deposits
export { MyDeposits as default } from '@/features/payments/screens/MyDeposits';
