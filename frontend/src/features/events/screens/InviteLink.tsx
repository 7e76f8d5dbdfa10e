// What an invitation by link leads to. Looking uses nothing up; taking it does, and shows the event.
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { session } from '@/session/session';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Door } from '@/ui/Door';
import { Empty, Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { Glance } from '../components/Glance';
import { JoinFirst } from '../components/JoinFirst';
import { useAccept, useInvitePreview } from '../openData';
import { holdInvitation } from '../pending';

export function InviteLink() {
  const { token } = useLocalSearchParams<{ token: string }>();
  const words = useWords();
  const say = words.hosting;
  const answer = useInvitePreview(token);
  return (
    <Door brand={words.common.brand}>
      <Loaded answer={answer} explain={(failure) => explain(words, failure)}>
        {(preview) => (
          <>
            <Text ink="ember" kind="strong">
              {preview.role === 'co_host' ? say.linkTitleHost : say.linkTitle}
            </Text>
            <Glance event={preview} place={preview.place_name} later />
            {preview.works ? (
              <Take token={token} />
            ) : (
              <Empty icon="warning" title={say.linkOver} lead={say.linkOverLead} />
            )}
          </>
        )}
      </Loaded>
    </Door>
  );
}

function Take({ token }: { token: string }) {
  const words = useWords();
  const state = useStore(session);
  const accept = useAccept(token);
  const inside = state.kind === 'in';
  useEffect(() => {
    if (inside) void holdInvitation(null);
  }, [inside]);
  if (!inside) return <JoinFirst back={`/i/${token}`} />;
  return (
    <Box gap="m">
      {accept.error && (
        <Box role="alert">
          <Text ink="bad">{explain(words, accept.error)}</Text>
        </Box>
      )}
      <Button
        kind="ember"
        label={words.hosting.linkTake}
        busy={accept.isPending}
        onPress={() =>
          accept.mutate(undefined, { onSuccess: (page) => router.replace(`/events/${page.event.id}`) })
        }
        full
      />
    </Box>
  );
}
