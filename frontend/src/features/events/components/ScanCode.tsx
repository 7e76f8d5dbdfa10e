// A guest scans the host's code. Without a connection the scan is kept on this device, and sent once there is one.
import { useEffect, useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { now } from '@/lib/clock';
import { takeHash } from '@/lib/hash';
import { useStore } from '@/lib/store';
import { session } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { Scanner, canScan } from '@/ui/Scanner';
import { Text } from '@/ui/Text';
import { arrivals, scanned } from '../arrivals';
import { readCode } from '../checkIn';
import type { EventPage } from '../data';
import { useCheckIns } from '../hostData';
import { ComeNear } from './ComeNear';

export function ScanCode({ page }: { page: EventPage }) {
  const say = useWords().hosting;
  const { id } = page.event;
  const state = useStore(session);
  const owner = state.kind === 'in' ? state.userId : '';
  const there = useCheckIns(id).data?.some(({ person }) => person.id === owner) ?? false;
  const arrival = useStore(arrivals)[id] ?? null;
  const [looking, look] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const read = (text: string) => {
    const code = readCode(text);
    if (code?.event !== id) return setWrong(say.checkInWrongEvent);
    setWrong(null);
    look(false);
    void scanned(owner, { ...code, scanned_at: new Date(now()).toISOString() });
  };
  useCodeOfAddress(id, owner);
  if (there || arrival?.kind === 'there')
    return <Told icon="check" title={say.checkInDone} lead={say.checkInDoneLead} />;
  if (arrival?.kind === 'kept' && !looking)
    return <Told icon="offline" title={say.checkInKept} lead={say.checkInKeptLead} />;
  const refused = arrival?.kind === 'refused' ? (say.checkInWhy[arrival.reason] ?? arrival.reason) : null;
  return (
    <Box gap="l" width="form">
      <Text centre ink="soft">
        {canScan ? say.checkInScan : say.checkInNoCamera}
      </Text>
      {(wrong ?? refused) && !(looking && wrong === null) && (
        <Box role="alert">
          <Text ink="bad" centre>
            {wrong ?? refused}
          </Text>
        </Box>
      )}
      {looking && (
        <Scanner
          label={say.checkInScan}
          onRead={read}
          onNone={() => {
            look(false);
            setWrong(say.checkInNoCamera);
          }}
        />
      )}
      {canScan && !looking && (
        <Button kind="ember" icon="camera" label={say.checkInStart} onPress={() => look(true)} full />
      )}
      <ComeNear id={id} />
    </Box>
  );
}

/** Whoever scanned with the phone's own camera comes here with the code in the address. */
function useCodeOfAddress(id: string, owner: string): void {
  useEffect(() => {
    const code = readCode(`/events/${id}/check-in${takeHash()}`);
    if (code && owner) void scanned(owner, { ...code, scanned_at: new Date(now()).toISOString() });
  }, [id, owner]);
}

function Told({ icon, title, lead }: { icon: IconName; title: string; lead: string }) {
  return (
    <Box grow align="center" justify="center" gap="m" pad="xl" role="status">
      <Icon name={icon} size={32} ink={icon === 'check' ? 'good' : 'soft'} />
      <Text kind="heading" centre>
        {title}
      </Text>
      <Text ink="soft" centre>
        {lead}
      </Text>
    </Box>
  );
}
