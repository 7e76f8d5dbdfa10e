// The browser's microphone: on from `record` to `stop` or `drop`, and never otherwise.
import type { Chosen } from './files';

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const BITS = 32_000; // a second: the server makes it anew, and plays no more than that

const mimeType =
  typeof MediaRecorder === 'undefined' ? undefined : TYPES.find((one) => MediaRecorder.isTypeSupported(one));

export interface Recording {
  stop: () => Promise<Chosen>;
  drop: () => void;
}

export const CAN_RECORD: boolean = mimeType !== undefined && 'mediaDevices' in navigator;

/** Rejects where there is no microphone, or nobody may use it. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
  const parts: Blob[] = [];
  const off = () => stream.getTracks().forEach((track) => track.stop());
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  return {
    stop: () =>
      new Promise((resolve) => {
        const done = () => {
          off();
          resolve(new File(parts, 'voice', { type: recorder.mimeType }));
        };
        if (recorder.state === 'inactive') return done(); // the microphone was taken away meanwhile
        recorder.onstop = done;
        recorder.stop();
      }),
    drop: () => {
      if (recorder.state !== 'inactive') recorder.stop();
      off();
    },
  };
}
