// What hosts and co-hosts may do, what guests may, and handing the link on.
import { useState } from 'react';
import { useWords } from '@/i18n/useWords';
import { handOn } from '@/lib/clipboard';
import { useNow } from '@/lib/useNow';
import { ORIGIN } from '@/lib/origin';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { isNear, isOff } from '../words';
import { CancelDialog } from './CancelDialog';
import { HostMore } from './HostMore';

export function ShareButton({ id }: { id: string }) {
  const say = useWords().events;
  const [done, setDone] = useState(false);
  const share = async () => setDone(await handOn(`${ORIGIN}/e/${id}`));
  return (
    <>
      {done && (
        <Text kind="small" ink="soft" live>
          {say.shared}
        </Text>
      )}
      <IconButton icon="share" label={say.share} onPress={() => void share()} />
    </>
  );
}

/** Whether somebody may hand out links: the host, and a guest whom the host lets invite. */
const invites = ({ event, guests_invite }: EventPage): boolean =>
  event.mine === 'host' || (event.mine === 'going' && guests_invite > 0);

/** When it is over, who came is what hosts are asked first; it can be said for two days, and read afterwards. */
const isSheetDue = ({ event, rights }: EventPage, now: number): boolean =>
  rights.includes('check_in') && !isOff(event) && Date.parse(event.ends_at) <= now;

export function HostTools({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.hosting;
  const now = useNow();
  const [asking, ask] = useState(false);
  const { event, capabilities: may } = page;
  const at = `/events/${event.id}`;
  const going = ['scheduled', 'ongoing'].includes(event.status);
  const tools = [
    may.includes('edit') && <Button key="edit" icon="edit" label={words.events.edit} href={`${at}/edit`} />,
    going && invites(page) && (
      <Button key="invite" icon="befriend" label={say.invite} href={`${at}/invite`} />
    ),
    event.mine === 'going' && !may.includes('check_in') && isNear(event, now) && (
      <Button key="here" icon="qr" label={say.checkInOpen} href={`${at}/check-in`} />
    ),
    may.includes('check_in') && <Button key="there" icon="qr" label={say.checkIn} href={`${at}/check-in`} />,
    going && (event.mine === 'host' || may.includes('edit')) && (
      <Button key="hosts" icon="people" label={say.coHosts} href={`${at}/hosts`} />
    ),
    may.includes('cancel') && (
      <Button key="off" kind="danger" label={words.events.cancelEvent} onPress={() => ask(true)} />
    ),
    isSheetDue(page, now) && (
      <Button key="came" icon="check" label={words.showing.attendance} href={`${at}/attendance`} />
    ),
    page.rights.length > 0 && <HostMore key="more" page={page} />,
  ].filter(Boolean);
  if (tools.length === 0) return null;
  return (
    <Box role="group" label={page.rights.length > 0 ? say.tools : say.deeds}>
      <Row gap="s" wrap>
        {tools}
      </Row>
      {may.includes('cancel') && <CancelDialog page={page} open={asking} onClose={() => ask(false)} />}
    </Box>
  );
}
