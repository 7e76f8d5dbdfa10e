// A voice message of mine: recorded, heard by nobody until I send it, and sent like any other file.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Recording, CAN_RECORD, record } from '@/lib/recording';
import type { Chosen } from '@/lib/files';
import { letGo, upload, useKeepsFiles } from './uploading';

const LONGEST_MS = 300_000; // as the server takes it

type State =
  | { kind: 'off' }
  | { kind: 'asking' }
  | { kind: 'on'; since: number }
  | { kind: 'full' }
  | { kind: 'sending'; share: number }
  | { kind: 'mute' }
  | { kind: 'failed'; failure: unknown };

export const useMaySpeak = (): boolean => useKeepsFiles() && CAN_RECORD;

/** `said` is told the upload's id. */
export function useVoice(said: (id: string) => void) {
  const [state, setState] = useState<State>({ kind: 'off' });
  const recording = useRef<Recording | null>(null);
  const file = useRef<Chosen | null>(null);
  const sending = useRef<AbortController | null>(null);
  const drop = () => {
    recording.current?.drop();
    sending.current?.abort();
    [recording.current, sending.current, file.current] = [null, null, null];
    setState({ kind: 'off' });
  };
  const begin = async () => {
    const asked = new AbortController();
    sending.current = asked;
    setState({ kind: 'asking' });
    const found = await record().catch(() => null);
    if (asked.signal.aborted) return found?.drop();
    recording.current = found;
    setState(found ? { kind: 'on', since: Date.now() } : { kind: 'mute' });
  };
  const end = async () => {
    const found = recording.current;
    recording.current = null;
    if (found) file.current = await found.stop();
    return file.current;
  };
  const send = async () => {
    const stop = new AbortController();
    sending.current = stop;
    setState({ kind: 'sending', share: 0 });
    const voice = await end();
    if (!voice || stop.signal.aborted) return;
    try {
      const id = await upload(voice, 'voice', (share) => setState({ kind: 'sending', share }), stop.signal);
      if (stop.signal.aborted) return letGo(id);
      file.current = null;
      said(id);
      setState({ kind: 'off' });
    } catch (failure) {
      if (!stop.signal.aborted) setState({ kind: 'failed', failure });
    }
  };
  const since = state.kind === 'on' ? state.since : null;
  const full = useEffectEvent(() => void end().then(() => setState({ kind: 'full' })));
  useEffect(() => {
    if (since === null) return;
    const timer = setTimeout(full, LONGEST_MS - 1_000);
    return () => clearTimeout(timer);
  }, [since]);
  const leaving = useEffectEvent(() => {
    recording.current?.drop();
    sending.current?.abort();
  });
  useEffect(() => () => leaving(), []);
  return { state, begin: () => void begin(), send: () => void send(), drop };
}
