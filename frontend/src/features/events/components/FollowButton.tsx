// One tap to hear of what is new, one to hear no more.
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Text } from '@/ui/Text';
import { type Followed, isSame } from '../followed';
import { useFollow, useFollows, useUnfollow } from '../following';

export interface FollowButtonProps {
  what: Followed;
  /** What is followed, in words, for whoever only hears the button. */
  of: string;
}

export function FollowButton({ what, of }: FollowButtonProps) {
  const words = useWords();
  const say = words.following;
  const { data } = useFollows();
  const follow = useFollow();
  const unfollow = useUnfollow();
  if (!data) return null;
  const now = data.find((one) => isSame(one, what));
  const failure = follow.error ?? unfollow.error;
  return (
    <Box gap="xs" align="flex-start">
      <Button
        size="s"
        icon={now ? 'check' : 'bell'}
        label={now ? say.following : say.follow}
        name={now ? say.followingOf(of) : say.followOf(of)}
        busy={follow.isPending || unfollow.isPending}
        onPress={() => (now ? unfollow.mutate(now.id) : follow.mutate(what))}
      />
      {failure && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, failure)}
          </Text>
        </Box>
      )}
    </Box>
  );
}
