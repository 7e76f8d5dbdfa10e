// Shows the others an event of mine or a place, as a card.
import { useDeferredValue, useState } from 'react';
import { useMine } from '@/features/events/data';
import { categoryIcon, categoryTint, timeWords } from '@/features/events/words';
import { viewport } from '@/features/discovery/stage';
import { usePlaces } from '@/features/locations/data';
import { explain } from '@/i18n/explain';
import { useLanguage, useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { useNow } from '@/lib/useNow';
import { Box } from '@/ui/Box';
import { IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Loaded } from '@/ui/Loaded';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { Tile } from '@/ui/Tile';
import type { Share } from '../sending';
import { ShowWhere } from './ShowWhere';

export interface ShareButtonProps {
  room: string;
  onShare: (share: Share) => void;
}

export function ShareButton({ room, onShare }: ShareButtonProps) {
  const words = useWords();
  const say = words.talk.share;
  const [open, setOpen] = useState<'no' | 'what' | 'event' | 'place' | 'position'>('no');
  const title = { no: say.open, what: say.open, event: say.event, place: say.place, position: say.position }[
    open
  ];
  const share = (what: Share) => {
    setOpen('no');
    onShare(what);
  };
  return (
    <>
      <IconButton icon="add" label={say.open} onPress={() => setOpen('what')} />
      <Sheet label={title} titled open={open !== 'no'} onClose={() => setOpen('no')}>
        {open === 'what' && (
          <>
            <SheetItem icon="calendar" label={say.event} onPress={() => setOpen('event')} />
            <SheetItem icon="place" label={say.place} onPress={() => setOpen('place')} />
            <SheetItem icon="here" label={say.position} onPress={() => setOpen('position')} />
          </>
        )}
        {open === 'event' && <Events onChoose={(id) => share({ kind: 'event', event_id: id })} />}
        {open === 'position' && (
          <ShowWhere room={room} onShown={(id) => share({ kind: 'position', share_id: id })} />
        )}
        {open === 'place' && (
          <Places onChoose={({ lat, lon, name }) => share({ kind: 'place', place: { lat, lon, name } })} />
        )}
      </Sheet>
    </>
  );
}

function Events({ onChoose }: { onChoose: (id: string) => void }) {
  const words = useWords();
  const now = useNow();
  return (
    <Loaded
      answer={useMine()}
      explain={(failure) => explain(words, failure)}
      empty={{
        when: ({ data }) => data.length === 0,
        show: (
          <Box pad="m">
            <Text ink="soft">{words.talk.share.noEvents}</Text>
          </Box>
        ),
      }}
    >
      {({ data }) => (
        <Box role="list" label={words.talk.share.event} gap="xs">
          {data.slice(0, 8).map((event) => (
            <Item
              key={event.id}
              onPress={() => onChoose(event.id)}
              before={<Tile icon={categoryIcon(event.category)} tint={categoryTint(event.category)} />}
            >
              <Text kind="strong" lines={1}>
                {event.title}
              </Text>
              <Text kind="small" ink="soft" lines={1}>
                {timeWords(words, event, now)}
              </Text>
            </Item>
          ))}
        </Box>
      )}
    </Loaded>
  );
}

function Places({ onChoose }: { onChoose: (place: { lat: number; lon: number; name: string }) => void }) {
  const say = useWords().events;
  const view = useStore(viewport);
  const [text, setText] = useState('');
  const near = view && { lat: (view.south + view.north) / 2, lon: (view.west + view.east) / 2 };
  const typed = useDeferredValue(text.trim());
  const places = usePlaces(typed, useLanguage(), near);
  const found = typed.length >= 2 ? places.data : undefined;
  return (
    <Box pad="m" gap="s">
      <Field
        kind="search"
        label={say.place}
        placeholder={say.placePlaceholder}
        value={text}
        onChange={setText}
        autoFocus
        hint={found?.length === 0 ? say.placesNone : undefined}
      />
      {!!found?.length && (
        <Box role="list" label={say.placeFound} gap="xs">
          {found.slice(0, 5).map((location) => (
            <Item
              key={location.id ?? location.osm}
              onPress={() => onChoose(location)}
              before={<Icon name="place" ink="faint" />}
            >
              <Text kind="strong" lines={1}>
                {location.name}
              </Text>
              <Text kind="small" ink="soft" lines={1}>
                {location.address}
              </Text>
            </Item>
          ))}
        </Box>
      )}
    </Box>
  );
}
