// A camera that reads QR codes. `jsqr` finds and decodes them, since few browsers do it themselves.
import jsQR from 'jsqr';
import { useEffect, useRef } from 'react';
import { View } from 'react-native';
import { unstable_createElement } from 'react-native-web';
import type { ScannerProps } from './Scanner';
import { radius, useTheme } from './theme';

export const canScan = typeof navigator !== 'undefined' && !!navigator.mediaDevices?.getUserMedia;

const LOOK_MS = 150;
const SIDE = 480; // pixels that are looked at: enough for a code that fills a third of the picture

export function Scanner({ label, onRead, onNone }: ScannerProps) {
  const { colour } = useTheme();
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef({ onRead, onNone });
  useEffect(() => {
    told.current = { onRead, onNone };
  });
  useEffect(() => {
    let stream: MediaStream | null = null;
    let over = false;
    const canvas = document.createElement('canvas');
    const look = () => {
      const text = read(video.current, canvas);
      if (text) told.current.onRead(text);
    };
    const timer = setInterval(look, LOOK_MS);
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then((given) => {
        stream = given;
        if (over) return stop(given);
        if (!video.current) return;
        video.current.srcObject = given;
        return video.current.play();
      })
      .catch(() => !over && told.current.onNone());
    return () => {
      over = true;
      clearInterval(timer);
      if (stream) stop(stream);
    };
  }, []);
  return (
    <View
      role="img"
      aria-label={label}
      style={{
        aspectRatio: 1,
        width: '100%',
        maxWidth: 420,
        alignSelf: 'center',
        overflow: 'hidden',
        borderRadius: radius.xl,
        backgroundColor: colour.surface.peak,
      }}
    >
      {unstable_createElement('video', {
        ref: video,
        muted: true,
        playsInline: true,
        'aria-hidden': true,
        style: { width: '100%', height: '100%', objectFit: 'cover' },
      })}
    </View>
  );
}

const stop = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

function read(video: HTMLVideoElement | null, canvas: HTMLCanvasElement): string | null {
  if (!video || video.readyState < 2 || video.videoWidth === 0) return null;
  const scale = Math.min(1, SIDE / Math.min(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}
