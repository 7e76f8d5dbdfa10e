// All ways by which I come in: address, password, passkeys, accounts elsewhere; adding and taking away.
import { useEffect, useRef } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { keepLink, linkByProof, waitingLink } from '@/session/ways';
import { Box } from '@/ui/Box';
import { Head } from '@/ui/Head';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { Address } from '../components/Address';
import { Identities } from '../components/Identities';
import { Passkeys } from '../components/Passkeys';
import { PasswordPart } from '../components/PasswordPart';
import { Wrong } from '../components/Titled';
import { useCertain, useWays } from '../data';

export function Ways() {
  const words = useWords();
  const say = words.account;
  return (
    <Box grow width="page" role="main">
      <Head title={say.ways} back={{ label: words.common.back, href: '/me' }} />
      <Loaded answer={useWays()} explain={(failure) => explain(words, failure)}>
        {(ways) => (
          <Scroll pad="l" gap="xxl">
            <WaitingLink />
            <Text ink="soft">{say.waysLead}</Text>
            <Address email={ways.email} />
            <PasswordPart has={ways.password} />
            <Passkeys passkeys={ways.passkeys} />
            <Identities identities={ways.identities} />
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

/** Whoever was asked to come in as before now has; what they came with is linked. */
function WaitingLink() {
  const words = useWords();
  const link = useCertain(linkByProof, ['users', 'me', 'ways']);
  const begun = useRef(false);
  const { mutate } = link;
  useEffect(() => {
    const proof = waitingLink();
    if (!proof || begun.current) return;
    begun.current = true;
    keepLink(null);
    mutate(proof);
  }, [mutate]);
  if (link.isSuccess)
    return (
      <Box surface="emberSoft" pad="l" round="l" role="status">
        <Text>{words.account.linked}</Text>
      </Box>
    );
  return <Wrong>{link.error && explain(words, link.error)}</Wrong>;
}
