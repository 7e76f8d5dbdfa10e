// A voice as a line of bars, as loud as it is; those that were heard are bright.
import { View } from 'react-native';
import { IconButton } from './Button';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

export interface VoiceLineProps {
  label: string;
  /** What the button does now. */
  act: string;
  playing: boolean;
  onPress: () => void;
  disabled?: boolean;
  /** How loud, 0 to 100. */
  peaks: readonly number[];
  /** Of all of it, 0 to 1. */
  heard: number;
  note: string;
  bad?: boolean;
}

const BARS = 32;

export function VoiceLine(props: VoiceLineProps) {
  const { label, act, playing, onPress, disabled, peaks, heard, note, bad } = props;
  const { colour } = useTheme();
  const bars = Array.from({ length: BARS }, (_, n) => peaks[Math.floor((n * peaks.length) / BARS)] ?? 0);
  return (
    <View
      role="group"
      aria-label={label}
      style={{ flexDirection: 'row', alignItems: 'center', gap: space.m, width: 252, maxWidth: '100%' }}
    >
      <IconButton icon={playing ? 'pause' : 'play'} label={act} onPress={onPress} disabled={disabled} />
      <View style={{ flex: 1, flexDirection: 'row', alignItems: 'center', gap: 2, height: 32 }} aria-hidden>
        {bars.map((loud, n) => (
          <View
            key={n}
            style={{
              flex: 1,
              height: 3 + (loud * 27) / 100,
              borderRadius: radius.round,
              backgroundColor: n / BARS < heard ? colour.ember : colour.ink.faint,
            }}
          />
        ))}
      </View>
      <Text kind="small" ink={bad ? 'bad' : 'soft'}>
        {note}
      </Text>
    </View>
  );
}
