// Files that somebody chooses, pastes or drops. The app for phones has no chooser yet.
/** A photo as the device has it. */
export interface Chosen {
  name: string;
  type: string;
  size: number;
}

export const CAN_CHOOSE: boolean = false;

export const chooseFiles = async (_types: readonly string[], _several: boolean): Promise<Chosen[]> => [];

export const onFiles =
  (_given: (files: Chosen[]) => void, _hovers: (over: boolean) => void): (() => void) =>
  () =>
    undefined;

export const look = async (_file: Chosen): Promise<{ address: string; ratio: number } | null> => null;

export function sendFile(
  _to: { url: string; fields: Record<string, string> },
  _file: Chosen,
  _told: (share: number) => void,
  _signal: AbortSignal,
): Promise<boolean> {
  return Promise.resolve(false);
}
