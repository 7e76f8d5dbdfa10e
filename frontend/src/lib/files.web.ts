// Files that somebody chooses, pastes or drops, how they look, and how they are sent.
export type Chosen = File;

export const CAN_CHOOSE = true;

/** Opens the device's chooser; nothing if it is closed without a choice. */
export function chooseFiles(types: readonly string[], several: boolean): Promise<Chosen[]> {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = types.join(',');
  field.multiple = several;
  return new Promise((resolve) => {
    field.onchange = () => resolve(Array.from(field.files ?? []));
    field.oncancel = () => resolve([]);
    field.click();
  });
}

/** What is pasted or dropped anywhere on the page; `hovers` while something is held above it. */
export function onFiles(given: (files: Chosen[]) => void, hovers: (over: boolean) => void): () => void {
  const paste = (event: ClipboardEvent) => {
    const files = Array.from(event.clipboardData?.files ?? []);
    if (files.length === 0) return;
    event.preventDefault();
    given(files);
  };
  const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const over = (event: DragEvent) => {
    if (!carries(event)) return;
    event.preventDefault();
    hovers(true);
  };
  const out = (event: DragEvent) => {
    if (event.relatedTarget === null) hovers(false);
  };
  const drop = (event: DragEvent) => {
    if (!carries(event)) return;
    event.preventDefault();
    hovers(false);
    given(Array.from(event.dataTransfer?.files ?? []));
  };
  document.addEventListener('paste', paste);
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', out);
  document.addEventListener('drop', drop);
  return () => {
    document.removeEventListener('paste', paste);
    document.removeEventListener('dragover', over);
    document.removeEventListener('dragleave', out);
    document.removeEventListener('drop', drop);
  };
}

/** Shows it from this device; null for what the browser cannot show (it may still be sent). */
export async function look(file: Chosen): Promise<{ address: string; ratio: number } | null> {
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return { address, ratio: image.naturalWidth / Math.max(1, image.naturalHeight) };
  } catch {
    URL.revokeObjectURL(address);
    return null;
  }
}

/** Sends a form with the file at its end; whether it was taken. Rejects when the line breaks. */
export function sendFile(
  to: { url: string; fields: Record<string, string> },
  file: Chosen,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const form = new FormData();
  for (const [name, value] of Object.entries(to.fields)) form.append(name, value);
  form.append('file', file);
  const request = new XMLHttpRequest();
  request.open('POST', to.url);
  request.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0);
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve, reject) => {
    request.onload = () => resolve(request.status >= 200 && request.status < 300);
    request.onerror = () => reject(new Error('the line broke'));
    request.onabort = () => reject(new Error('taken back'));
    request.send(form);
  });
}
