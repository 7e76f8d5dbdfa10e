// Accounts elsewhere by which I come in: linking those that are on here, and unlinking.
import { useMutation } from '@tanstack/react-query';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { PROVIDERS, type Provider, toProvider } from '@/session/ways';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Item } from '@/ui/Item';
import { Text } from '@/ui/Text';
import { type WaysIn, useOffers, useUnlink } from '../data';
import { useWhen } from '../when';
import { Part } from './Part';
import { Wrong } from './Titled';

export function Identities({ identities }: { identities: WaysIn['identities'] }) {
  const words = useWords();
  const say = words.account;
  const when = useWhen();
  const offers = useOffers();
  const unlink = useUnlink();
  const link = useMutation({ mutationFn: (one: Provider) => toProvider(one, 'link', '/me/ways') });
  const offered = PROVIDERS.filter((one) => offers.data?.[`${one}_sign_in`]);
  if (!offered.length && !identities.length) return null;
  const failure = unlink.error ?? link.error;
  return (
    <Part title={say.identities} lead={say.identitiesLead}>
      {identities.length > 0 && (
        <Box gap="xs" role="list" label={say.identities}>
          {identities.map((one) => (
            <Item
              key={one.id}
              after={
                <Button
                  size="s"
                  label={say.unlink}
                  name={say.unlinkOne(say.providers[one.provider])}
                  busy={unlink.isPending && unlink.variables === one.id}
                  onPress={() => unlink.mutate(one.id)}
                />
              }
            >
              <Text kind="strong">{say.providers[one.provider]}</Text>
              <Text kind="small" ink="faint" lines={1}>
                {[one.email, when.lastUsed(one.last_used_at)].filter(Boolean).join(' · ')}
              </Text>
            </Item>
          ))}
        </Box>
      )}
      <Wrong>{failure && explain(words, failure)}</Wrong>
      <Box gap="s">
        {offered.map((one) => (
          <Button
            key={one}
            size="s"
            icon="add"
            label={say.link(say.providers[one])}
            busy={link.isPending && link.variables === one}
            onPress={() => link.mutate(one)}
          />
        ))}
      </Box>
    </Part>
  );
}
