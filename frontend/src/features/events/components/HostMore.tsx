// What hosts do now and then: telling everybody something, asking, making it again, saying who came.
import { router } from 'expo-router';
import { type ReactNode, useState } from 'react';
import { useOffers } from '@/features/payments/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { saveFile } from '@/lib/outside';
import { useNow } from '@/lib/useNow';
import { Button } from '@/ui/Button';
import { Sheet, SheetItem } from '@/ui/Sheet';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { guestTable } from '../lifeData';
import { isOff } from '../words';
import { AnnounceSheet } from './Announcements';
import { CopySheet } from './CopySheet';
import { PollSheet } from './PollSheet';

const AFTERWARDS_MS = 86_400_000;

type Opened = 'more' | 'announce' | 'poll' | 'copy' | null;

export function HostMore({ page }: { page: EventPage }) {
  const words = useWords();
  const { repeating } = words;
  const now = useNow();
  const [opened, open] = useState<Opened>(null);
  const [failure, fail] = useState<unknown>(null);
  const offers = useOffers().data;
  const close = () => open(null);
  const { event, rights } = page;
  const [start, end] = [Date.parse(event.starts_at), Date.parse(event.ends_at)];
  const draft = event.status === 'draft';
  const edits = rights.includes('edit');
  const checks = rights.includes('check_in');
  const there = !draft && !isOff(event);
  const table = async () => {
    try {
      await saveFile('guests.csv', 'text/csv', await guestTable(event.id));
      close();
    } catch (refused) {
      fail(refused);
    }
  };
  const items: ReactNode[] = [
    edits && there && now < end + AFTERWARDS_MS && (
      <SheetItem key="tell" icon="bell" label={words.asking.announce} onPress={() => open('announce')} />
    ),
    edits && (draft || there) && now < end && (
      <SheetItem key="poll" icon="lists" label={words.asking.poll} onPress={() => open('poll')} />
    ),
    event.mine === 'host' && (
      <SheetItem key="copy" icon="copy" label={repeating.copy} onPress={() => open('copy')} />
    ),
    checks && there && start <= now && now < end && (
      <SheetItem
        key="came"
        icon="check"
        label={words.showing.attendance}
        onPress={() => {
          close();
          router.navigate(`/events/${event.id}/attendance`);
        }}
      />
    ),
    event.mine === 'host' && offers?.payments && (draft || there) && now < end && (
      <SheetItem
        key="deposit"
        icon="lock"
        label={words.deposits.title}
        onPress={() => {
          close();
          router.navigate(`/events/${event.id}/deposit`);
        }}
      />
    ),
    event.mine === 'host' && !draft && (
      <SheetItem key="table" icon="download" label={repeating.exportGuests} onPress={() => void table()} />
    ),
  ].filter(Boolean);
  if (items.length === 0) return null;
  return (
    <>
      <Button icon="more" label={repeating.more} onPress={() => open('more')} />
      <Sheet label={repeating.more} open={opened === 'more'} onClose={close}>
        {items}
        {failure !== null && <Text ink="bad">{explain(words, failure)}</Text>}
      </Sheet>
      <AnnounceSheet id={event.id} open={opened === 'announce'} onClose={close} />
      <PollSheet page={page} open={opened === 'poll'} onClose={close} />
      <CopySheet page={page} open={opened === 'copy'} onClose={close} />
    </>
  );
}
