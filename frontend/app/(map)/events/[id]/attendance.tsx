// /events/…/attendance
export { Attendance as default } from '@/features/events/screens/Attendance';
