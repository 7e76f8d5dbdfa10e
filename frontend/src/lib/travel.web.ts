// To a page that is not ours, which sends people back.
export async function travel(url: string): Promise<void> {
  window.location.assign(url);
}
