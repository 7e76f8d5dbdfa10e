// A camera that reads QR codes: so far in browsers only.
export interface ScannerProps {
  label: string;
  /** Called with what each code says, as long as it is in sight. */
  onRead: (text: string) => void;
  /** There is no camera, or it may not be used. */
  onNone: () => void;
}

export const canScan = false;

export function Scanner(_: ScannerProps) {
  return null;
}
