// Links into an event: for how long and how many, the QR code of the newest, and those made before.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { handOn } from '@/lib/clipboard';
import { timeZone } from '@/lib/device';
import { startWords } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Loaded } from '@/ui/Loaded';
import { Qr } from '@/ui/Qr';
import { Text } from '@/ui/Text';
import type { EventPage } from '../data';
import { type Link, type NewLinkMade, RIGHTS, useEndLink, useLinks, useMakeLink } from '../hostData';
import { OneOf } from './OneOf';

const HOURS = ['24', '168', '0'] as const;
const USES = { guest: ['1', '10', '0'], co_host: ['1', '5'] } as const;
const ROLES = ['guest', 'co_host'] as const;

export function InviteLinks({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.hosting;
  const { id } = page.event;
  const [hours, setHours] = useState<(typeof HOURS)[number]>('24');
  const [role, setRole] = useState<(typeof ROLES)[number]>('guest');
  const [uses, setUses] = useState<string>('10');
  const make = useMakeLink(id);
  const links = useLinks(id);
  const become = (chosen: (typeof ROLES)[number]) => {
    setRole(chosen);
    setUses(USES[chosen][chosen === 'guest' ? 1 : 0]);
  };
  const rights = role === 'co_host' ? RIGHTS : [];
  const send = () =>
    make.mutate({ role, rights, hours: Number(hours) || null, max_uses: Number(uses) || null });
  return (
    <Box gap="l">
      <Box gap="xs">
        <Text kind="heading" level={2}>
          {say.inviteLink}
        </Text>
        <Text kind="small" ink="soft">
          {say.inviteLinkLead}
        </Text>
      </Box>
      {make.data ? (
        <Fresh made={make.data} onAnother={make.reset} />
      ) : (
        <>
          {page.event.mine === 'host' && (
            <Box gap="xs">
              <OneOf
                label={say.linkRole}
                options={ROLES}
                words={say.linkRoles}
                value={role}
                onChange={become}
              />
              {role === 'co_host' && (
                <Text kind="small" ink="soft">
                  {say.linkRoleLead}
                </Text>
              )}
            </Box>
          )}
          <OneOf label={say.linkFor} options={HOURS} words={say.linkFors} value={hours} onChange={setHours} />
          <OneOf
            label={say.linkUses}
            options={USES[role]}
            words={say.linkUsesOf}
            value={uses}
            onChange={setUses}
          />
          {make.error && (
            <Box role="alert">
              <Text ink="bad">{explain(words, make.error)}</Text>
            </Box>
          )}
          <Button kind="ember" icon="add" label={say.makeLink} busy={make.isPending} onPress={send} full />
        </>
      )}
      <Loaded answer={links} explain={(failure) => explain(words, failure)}>
        {(all) =>
          all.length === 0 ? null : (
            <Box gap="m">
              <Text kind="heading" level={2}>
                {say.links}
              </Text>
              <Box role="list" label={say.links} gap="s">
                {all.map((link) => (
                  <LinkRow key={link.id} link={link} page={page} />
                ))}
              </Box>
            </Box>
          )
        }
      </Loaded>
    </Box>
  );
}

function Fresh({ made, onAnother }: { made: NewLinkMade; onAnother: () => void }) {
  const { hosting: say, finding } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await handOn(made.url));
  return (
    <Box surface="low" round="l" pad="l" gap="m">
      <Text kind="small" ink="soft">
        {say.linkShown}
      </Text>
      <Qr text={made.url} label={say.linkQr} />
      <Text kind="small" centre testID="invite-url">
        {made.url}
      </Text>
      <Button kind="ember" icon="copy" label={say.copyLink} onPress={() => void copy()} full />
      {copied && (
        <Text kind="small" ink="good" centre live>
          {finding.copied}
        </Text>
      )}
      <Button kind="plain" size="s" icon="add" label={say.makeAnother} onPress={onAnother} full />
    </Box>
  );
}

function LinkRow({ link, page }: { link: Link; page: EventPage }) {
  const words = useWords();
  const say = words.hosting;
  const now = useNow();
  const [asking, ask] = useState(false);
  const end = useEndLink(page.event.id);
  const dead = link.revoked || Date.parse(link.expires_at) <= now;
  const until = startWords(
    { starts_at: link.expires_at, ends_at: link.expires_at, time_zone: timeZone() },
    now,
    words.locale,
  );
  const done = (branch: boolean) => end.mutate({ link: link.id, branch }, { onSuccess: () => ask(false) });
  return (
    <Row role="listitem" surface="low" round="l" pad="m" gap="m">
      <Box grow>
        <Text>
          {[link.role === 'co_host' && say.linkRoles.co_host, say.linkUsed(link.uses, link.max_uses)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Text kind="small" ink="faint">
          {[say.linkBy(link.creator.display_name), dead ? say.linkDead : say.linkUntil(until)].join(' · ')}
        </Text>
      </Box>
      {!dead && <Button size="s" label={say.endLink} onPress={() => ask(true)} />}
      <Dialog title={say.endLink} lead={say.endLinkLead} open={asking} onClose={() => ask(false)}>
        {end.error && <Text ink="bad">{explain(words, end.error)}</Text>}
        <Box gap="s">
          <Button kind="danger" label={say.endLink} busy={end.isPending} onPress={() => done(false)} full />
          {page.event.mine === 'host' && (
            <Button
              kind="danger"
              label={say.endBranch}
              busy={end.isPending}
              onPress={() => done(true)}
              full
            />
          )}
          <Button label={words.common.cancel} onPress={() => ask(false)} full />
        </Box>
      </Dialog>
    </Row>
  );
}
