// What I have just chosen and sent myself is shown from this device, until it has been looked at.
export interface Preview {
  address: string;
  /** Width to height. */
  ratio: number;
}

const MOST = 40;
const own = new Map<string, Preview>();

export const previewOf = (id: string): Preview | undefined => own.get(id);

export function keepPreview(id: string, preview: Preview): void {
  own.set(id, preview);
  const [oldest] = own.keys();
  if (own.size > MOST && oldest) own.delete(oldest);
}
