// What leaves the app: another site in a tab of its own, and files that are saved.
export async function openOutside(url: string): Promise<void> {
  window.open(url, '_blank', 'noopener,noreferrer');
}

export async function saveFile(name: string, type: string, text: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Away from here, to come back by the address that the other site is told. */
export async function leaveFor(url: string): Promise<void> {
  window.location.assign(url);
}
