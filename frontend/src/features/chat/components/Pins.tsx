// What is pinned: the latest pin above the conversation, and all of them in a sheet.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { IconButton } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Item } from '@/ui/Item';
import { Scroll } from '@/ui/Scroll';
import { Sheet } from '@/ui/Sheet';
import { Tap } from '@/ui/Tap';
import { Text } from '@/ui/Text';
import { usePin, usePins } from '../acting';
import { inShort, isOver } from '../words';

interface PinsProps {
  room: string;
  may: readonly string[];
  onJump: (message: string) => void;
}

export function Pins({ room, may, onJump }: PinsProps) {
  const words = useWords();
  const say = words.chat;
  const [open, setOpen] = useState(false);
  const unpin = usePin(room);
  const pins = (usePins(room).data ?? []).filter((message) => !isOver(message));
  const last = pins[0];
  if (!last) return null;
  const jump = (id: string) => {
    setOpen(false);
    onJump(id);
  };
  return (
    <Row padX="l" padY="xs" gap="m" surface="mid" role="group" label={say.pins}>
      <Icon name="pin" size={16} ink="ember" />
      <Box grow>
        <Tap
          hint={say.goThere}
          onPress={() => jump(last.id)}
          look={{ minHeight: 40, justifyContent: 'center' }}
        >
          <Text kind="small" lines={1}>
            {say.last(last.author?.display_name ?? say.somebody, inShort(words, last))}
          </Text>
        </Tap>
      </Box>
      <IconButton icon="list" label={say.pins} onPress={() => setOpen(true)} />
      <Sheet label={say.pins} titled open={open} onClose={() => setOpen(false)}>
        {unpin.error && (
          <Box padX="m" role="alert">
            <Text ink="bad">{explain(words, unpin.error)}</Text>
          </Box>
        )}
        <Scroll pad="s" fit>
          <Box role="list" label={say.pins} gap="xs">
            {pins.map((message) => (
              <Row key={message.id} gap="s">
                <Box grow>
                  <Item onPress={() => jump(message.id)}>
                    <Text kind="label" ink="soft" lines={1}>
                      {message.author?.display_name ?? say.somebody}
                    </Text>
                    <Text lines={2}>{inShort(words, message)}</Text>
                  </Item>
                </Box>
                {may.includes('pin') && (
                  <IconButton
                    icon="unpin"
                    label={`${say.unpin}: ${inShort(words, message)}`}
                    onPress={() => unpin.mutate({ message: message.id, on: false })}
                  />
                )}
              </Row>
            ))}
          </Box>
        </Scroll>
      </Sheet>
    </Row>
  );
}
