// Where a message is written: Enter sends, Shift+Enter begins a new line; whoever is called is completed above it.
import { useEffect, useId, useRef, useState } from 'react';
import { TextInput, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { IconButton } from './Button';
import { font } from './fonts';
import { Tap } from './Tap';
import { Text } from './Text';
import { radius, space, useTheme } from './theme';

/** What a word that has been begun may become. */
export interface Completion {
  value: string;
  label: string;
  hint?: string;
}

export interface ComposerProps {
  label: string;
  sendLabel: string;
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  /** Takes the keyboard when it becomes true. */
  focused?: boolean;
  /** What the list of completions is called, and what it holds for the text before the cursor. */
  completions?: { label: string; find: (before: string) => readonly Completion[] };
  /** Up in an empty field, and Escape. */
  onUp?: () => void;
  onEscape?: () => void;
  /** Why nothing can be sent right now. */
  waits?: boolean;
  /** There is something to send also without words. */
  carries?: boolean;
  before?: React.ReactNode;
  /** Stands where one sends, while there is nothing to send. */
  empty?: React.ReactNode;
}

const BEGUN = /(^|[^\w@])@([\p{L}\p{N}_]*)$/u;

export function Composer(props: ComposerProps) {
  const { label, sendLabel, value, onChange, onSend, focused, completions, waits } = props;
  const { colour } = useTheme();
  const safe = useSafeAreaInsets();
  const input = useRef<TextInput>(null);
  const list = useId();
  const [cursor, setCursor] = useState(value.length);
  const [chosen, choose] = useState(0);
  const [closed, close] = useState('');
  const [typing, setTyping] = useState(false);
  const before = value.slice(0, Math.min(cursor, value.length));
  const offers = (typing && BEGUN.test(before) && closed !== before && completions?.find(before)) || [];
  const at = Math.min(chosen, offers.length - 1);
  const send = () => {
    if (waits) return;
    onSend();
    input.current?.focus();
  };
  const complete = (offer: Completion | undefined) => {
    if (!offer) return;
    const kept = before.replace(BEGUN, (_, lead: string) => `${lead}@${offer.value} `);
    onChange(kept + value.slice(before.length));
    setCursor(kept.length);
    choose(0);
    input.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    // While kana become kanji, all keys belong to the input method.
    if (event.isComposing) return;
    const take = (act: () => void) => {
      event.preventDefault();
      act();
    };
    if (offers.length) {
      if (event.key === 'ArrowDown') return take(() => choose((at + 1) % offers.length));
      if (event.key === 'ArrowUp') return take(() => choose((at + offers.length - 1) % offers.length));
      if (event.key === 'Escape') return take(() => close(before));
      if (event.key === 'Tab' || event.key === 'Enter') return take(() => complete(offers[at]));
    }
    if (event.key === 'Escape') props.onEscape?.();
    if (event.key === 'ArrowUp' && value === '' && props.onUp) return take(props.onUp);
    if (event.key === 'Enter' && !event.shiftKey) take(send);
  };
  useEffect(() => {
    // After the sheet that asked for it has closed and given the keyboard back.
    if (!focused) return;
    const timer = setTimeout(() => input.current?.focus(), 350);
    return () => clearTimeout(timer);
  }, [focused]);
  const nothing = value.trim() === '' && !props.carries;
  const rows = Math.min(5, value.split('\n').length);
  const box = offers.length
    ? {
        role: 'combobox',
        'aria-expanded': true,
        'aria-controls': list,
        'aria-activedescendant': `${list}-${at}`,
      }
    : {};
  return (
    <View style={{ backgroundColor: colour.surface.low }}>
      {offers.length > 0 && (
        <View
          {...({ role: 'listbox' } as object)}
          aria-label={completions?.label}
          nativeID={list}
          style={{ paddingHorizontal: space.m, paddingTop: space.s }}
        >
          {offers.map((offer, n) => (
            <Offer
              key={offer.value}
              id={`${list}-${n}`}
              offer={offer}
              chosen={n === at}
              onPress={() => complete(offer)}
            />
          ))}
        </View>
      )}
      <View
        style={{
          flexDirection: 'row',
          alignItems: 'flex-end',
          gap: space.s,
          padding: space.m,
          paddingBottom: space.m + safe.bottom,
        }}
      >
        {props.before}
        <TextInput
          ref={input}
          aria-label={label}
          placeholder={label}
          placeholderTextColor={colour.ink.faint}
          value={value}
          onChangeText={(next) => {
            setTyping(true);
            onChange(next);
          }}
          onSelectionChange={({ nativeEvent }) => setCursor(nativeEvent.selection.end)}
          multiline
          maxLength={4000}
          onKeyPress={(event) => pressed(event.nativeEvent as unknown as KeyboardEvent)}
          {...(box as object)}
          style={{
            flex: 1,
            minWidth: 0,
            height: 20 + 24 * rows,
            paddingHorizontal: space.l,
            paddingVertical: 10,
            borderRadius: radius.xl,
            fontSize: 16,
            lineHeight: 24,
            color: colour.ink.normal,
            backgroundColor: colour.surface.high,
            ...font(400),
          }}
        />
        {(nothing && props.empty) || (
          <IconButton kind="ember" icon="send" label={sendLabel} onPress={send} disabled={waits || nothing} />
        )}
      </View>
    </View>
  );
}

function Offer(props: { id: string; offer: Completion; chosen: boolean; onPress: () => void }) {
  const { colour } = useTheme();
  const { offer, chosen, onPress } = props;
  return (
    <View role="option" nativeID={props.id} aria-selected={chosen}>
      <Tap
        role="presentation"
        onPress={onPress}
        look={({ hovered }) => ({
          flexDirection: 'row',
          alignItems: 'center',
          gap: space.s,
          minHeight: 44,
          paddingHorizontal: space.m,
          borderRadius: radius.m,
          backgroundColor: chosen || hovered ? colour.surface.high : 'transparent',
        })}
      >
        <Text kind="strong" lines={1}>
          {offer.label}
        </Text>
        <Text kind="small" ink="soft" lines={1}>
          {offer.hint ?? ''}
        </Text>
      </Tap>
    </View>
  );
}
