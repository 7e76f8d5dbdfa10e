// For the host: who comes by mail, and friends who get a seat at once.
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Sheet } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import { useAddGuest, useRemoveByMail } from '../hostData';
import type { EventCard } from '../words';
import { PeoplePick } from './PeoplePick';

export function ByMail({ id, guests }: { id: string; guests: Schemas['MailGuestName'][] }) {
  const words = useWords();
  const remove = useRemoveByMail(id);
  if (guests.length === 0) return null;
  return (
    <Box role="list" label={words.hosting.byMail} gap="s">
      {guests.map((guest) => (
        <Row key={guest.id} role="listitem" gap="m">
          <Icon name="mail" ink="faint" />
          <Box grow>
            <Text lines={1}>{guest.name}</Text>
            <Text kind="small" ink="faint">
              {[words.hosting.byMail, guest.party > 1 && words.events.party(guest.party - 1)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </Box>
          <IconButton
            icon="close"
            label={words.events.removeWho(guest.name)}
            disabled={remove.isPending}
            onPress={() => remove.mutate(guest.id)}
          />
        </Row>
      ))}
      {remove.error && <Text ink="bad">{explain(words, remove.error)}</Text>}
    </Box>
  );
}

export function AddGuest({ event, there }: { event: EventCard; there: string[] }) {
  const words = useWords();
  const say = words.hosting;
  const [open, setOpen] = useState(false);
  const add = useAddGuest(event.id);
  return (
    <>
      <Button kind="plain" size="s" icon="befriend" label={say.addGuest} onPress={() => setOpen(true)} />
      <Sheet label={say.addGuest} titled open={open} onClose={() => setOpen(false)}>
        <Box pad="m" gap="m">
          <Text kind="small" ink="soft">
            {say.addGuestLead}
          </Text>
          {add.error && (
            <Box role="alert">
              <Text ink="bad">{explain(words, add.error)}</Text>
            </Box>
          )}
          <PeoplePick
            label={say.addGuest}
            none={say.addGuestNone}
            among={({ id }) => !there.includes(id) && id !== event.host.id}
          >
            {(person) => (
              <Button
                size="s"
                label={event.full ? say.addSeat : say.add}
                name={event.full ? `${say.addSeat}: ${person.display_name}` : say.addWho(person.display_name)}
                busy={add.isPending && add.variables.person === person.id}
                onPress={() => add.mutate({ person: person.id, over: event.full })}
              />
            )}
          </PeoplePick>
        </Box>
      </Sheet>
    </>
  );
}
