// My plans in any calendar program: a secret address, made, replaced or ended here.
import { useState } from 'react';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { handOn } from '@/lib/clipboard';
import { Box } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Text } from '@/ui/Text';
import { useEndFeed, useFeed } from '../hostData';

export function FeedSheet() {
  const words = useWords();
  const say = words.finding;
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const feed = useFeed();
  const end = useEndFeed();
  const failure = feed.error ?? end.error;
  const make = () => {
    setCopied(false);
    end.reset();
    feed.mutate();
  };
  const close = () => {
    setOpen(false);
    feed.reset(); // shown once
    end.reset();
  };
  return (
    <>
      <IconButton icon="toCalendar" label={say.feedTitle} onPress={() => setOpen(true)} />
      <Dialog title={say.feedTitle} lead={say.feedLead} open={open} onClose={close}>
        {failure && (
          <Box role="alert">
            <Text ink="bad">{explain(words, failure)}</Text>
          </Box>
        )}
        {feed.data && !end.isSuccess ? (
          <Box gap="m">
            <Box surface="high" round="m" pad="m">
              <Text kind="small" testID="feed-url">
                {feed.data}
              </Text>
            </Box>
            <Text kind="small" ink="soft">
              {say.feedOnce}
            </Text>
            <Button
              kind="ember"
              icon="copy"
              label={say.feedCopy}
              onPress={() => void handOn(feed.data).then(setCopied)}
              full
            />
            {copied && (
              <Text kind="small" ink="good" centre live>
                {say.copied}
              </Text>
            )}
          </Box>
        ) : (
          <Text kind="small" ink="soft" live>
            {end.isSuccess ? say.feedEnded : say.feedReplaces}
          </Text>
        )}
        <Box gap="s">
          <Button
            kind={feed.data ? 'quiet' : 'ember'}
            label={feed.data ? say.feedAgain : say.feedMake}
            busy={feed.isPending}
            onPress={make}
            full
          />
          <Button
            kind="danger"
            label={say.feedEnd}
            busy={end.isPending}
            onPress={() => end.mutate(undefined, { onSuccess: () => feed.reset() })}
            full
          />
          <Button label={words.common.close} onPress={close} full />
        </Box>
      </Dialog>
    </>
  );
}
