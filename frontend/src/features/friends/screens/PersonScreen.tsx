// Somebody's page: what they let me see, whom we both know, and what I can do: friends, close, quiet, block, report.
import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import type { Schemas } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { FollowButton } from '@/features/events/components/FollowButton';
import { PersonMoments } from '@/features/moments/components/PersonMoments';
import { VerifiedLine } from '@/features/auth/components/VerifiedLine';
import { KindWords } from '@/features/events/components/KindWords';
import { useMe } from '@/features/users/data';
import { usePicture } from '@/features/users/pictures';
import { TONGUES } from '@/features/users/tongues';
import { Avatar } from '@/ui/Avatar';
import { Box, Row } from '@/ui/Box';
import { Button, IconButton } from '@/ui/Button';
import { Head } from '@/ui/Head';
import { Icon } from '@/ui/Icon';
import { Lightbox } from '@/ui/Lightbox';
import { Loaded } from '@/ui/Loaded';
import { Scroll } from '@/ui/Scroll';
import { Text } from '@/ui/Text';
import { PersonItem } from '../components/PersonItem';
import { PersonMenu } from '../components/PersonMenu';
import { Standing } from '../components/Standing';
import { useMutual, usePerson, useRelationship } from '../data';

export function PersonScreen() {
  const words = useWords();
  const { id } = useLocalSearchParams<{ id: string }>();
  const person = usePerson(id);
  const me = useMe();
  const [menu, openMenu] = useState(false);
  const mine = me.data?.id === id;
  return (
    <Box grow width="page" role="main">
      <Head
        title={person.data?.display_name ?? ''}
        back={{ label: words.common.back, href: mine ? '/me' : '/friends' }}
      >
        {person.data && !mine && (
          <IconButton
            icon="list"
            label={words.friends.more(person.data.display_name)}
            onPress={() => openMenu(true)}
          />
        )}
      </Head>
      <Loaded answer={person} explain={(failure) => explain(words, failure)}>
        {(profile) => (
          <Scroll pad="l" gap="xl">
            <Face profile={profile} mine={mine} />
            <PersonMoments id={profile.id} />
            {mine ? <Mine /> : me.data && <Between profile={profile} />}
            <KindWords person={profile} own={mine} />
            {!mine && <PersonMenu person={profile} open={menu} onClose={() => openMenu(false)} />}
          </Scroll>
        )}
      </Loaded>
    </Box>
  );
}

function Face({ profile, mine }: { profile: Schemas['Profile']; mine: boolean }) {
  const { friends: say, following: follows } = useWords();
  return (
    <>
      <Row gap="l">
        <LargeFace profile={profile} />
        <Box grow gap="xs">
          <Text kind="title" level={2}>
            {profile.display_name}
          </Text>
          <Text ink="faint">{[`@${profile.username}`, profile.pronouns].filter(Boolean).join(' · ')}</Text>
          {profile.home !== '' && (
            <Row gap="xs">
              <Icon name="home" size={16} ink="faint" />
              <Text kind="small" ink="soft">
                {say.livesIn(profile.home)}
              </Text>
            </Row>
          )}
        </Box>
      </Row>
      {profile.verified && <VerifiedLine kind={profile.verified} />}
      {profile.bio !== '' && <Text>{profile.bio}</Text>}
      <Said profile={profile} />
      {!mine && <FollowButton what={{ host_id: profile.id }} of={follows.by(profile.display_name)} />}
    </>
  );
}

/** What they like, speak and how old they are, as far as they show it. */
function Said({ profile }: { profile: Schemas['Profile'] }) {
  const say = useWords().radar;
  const likes = profile.interests.map((one) => say.interestOf[one]).join(say.and);
  const speaks = profile.languages.map((one) => TONGUES[one]).join(say.and);
  const lines = [likes && say.likes(likes), speaks && say.speaks(speaks)];
  if (profile.age_band) lines.push(say.aged(profile.age_band));
  const told = lines.filter(Boolean);
  if (told.length === 0) return null;
  return (
    <Box gap="xs">
      {told.map((line) => (
        <Text key={line} kind="small" ink="soft">
          {line}
        </Text>
      ))}
    </Box>
  );
}

/** Their picture opens over the page; who shows none is a letter, and nothing opens. */
function LargeFace({ profile }: { profile: Schemas['Profile'] }) {
  const words = useWords();
  const say = words.media;
  const found = usePicture(profile.id);
  const [open, setOpen] = useState(false);
  const label = words.people.picture.of(profile.display_name);
  const act = found && { label: say.enlarge(label), onPress: () => setOpen(true) };
  return (
    <>
      <Avatar person={profile} size="xl" act={act} />
      {open && found && (
        <Lightbox
          label={label}
          alt={label}
          address={found.files.screen ?? null}
          says={say}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Mine() {
  const say = useWords().friends;
  return (
    <Row gap="s" wrap>
      <Button icon="edit" label={say.edit} href="/me/profile" />
      <Text kind="small" ink="faint" grow>
        {say.thisIsYou}
      </Text>
    </Row>
  );
}

function Between({ profile }: { profile: Schemas['Profile'] }) {
  const words = useWords();
  const say = words.friends;
  const relationship = useRelationship(profile.id);
  const common = relationship.data?.mutual_friends ?? 0;
  const mutual = useMutual(profile.id, common > 0);
  return (
    <Loaded answer={relationship} explain={(failure) => explain(words, failure)}>
      {(how) => (
        <>
          {how.state === 'friends' ? (
            <Row gap="s">
              <Icon name={how.close ? 'close_friend' : 'admit'} ink={how.close ? 'ember' : 'good'} />
              <Text>{how.close ? say.closeFriend : say.friends}</Text>
            </Row>
          ) : (
            <Standing person={profile} relationship={how} />
          )}
          {common > 0 && (
            <Box gap="m">
              <Text kind="heading" level={2}>
                {say.inCommon(common)}
              </Text>
              <Box gap="xs" role="list" label={say.inCommon(common)}>
                {mutual.data?.map((one) => (
                  <PersonItem key={one.id} person={one} after={<Icon name="right" ink="faint" />} />
                ))}
              </Box>
            </Box>
          )}
        </>
      )}
    </Loaded>
  );
}
