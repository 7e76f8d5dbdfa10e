// Back from a provider's page: whoever began here comes in, links, signs up, or is asked to come in as before.
import { useMutation } from '@tanstack/react-query';
import { router, useLocalSearchParams } from 'expo-router';
import { useEffect, useRef } from 'react';
import { Refusal } from '@/api/client';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { certainly } from '@/session/certain';
import { finishCheck, finishFlow, flowOf, keepLink, linkFlow, wayBack } from '@/session/ways';
import { Button } from '@/ui/Button';
import { Door } from '@/ui/Door';
import { Waiting } from '@/ui/Loaded';
import { ComeBack } from '../components/ComeBack';
import { Titled } from '../components/Titled';
import { afterSignIn } from '../going';
import { proof } from '../proof';

/** Where to go from here; throws what is refused. */
async function finish(state: string): Promise<string> {
  const flow = flowOf(state);
  if (!flow) throw new Refusal({ code: 'not_begun_here', status: 401, title: '' });
  if (flow.purpose === 'verify') {
    await finishCheck(flow);
    return '/me/verified';
  }
  if (flow.purpose === 'link') {
    await certainly(() => linkFlow(flow));
    return '/me/ways';
  }
  try {
    const entrance = await finishFlow(flow);
    if (entrance.session) return afterSignIn(flow.to ?? undefined);
    proof.set({ proof: entrance.proof ?? '', name: entrance.name, to: flow.to });
    return '/sign-up';
  } catch (failure) {
    if (!(failure instanceof Refusal) || failure.problem.code !== 'link_first') throw failure;
    keepLink(String(failure.problem.extra?.proof));
    return '/sign-in';
  }
}

export function Return() {
  const words = useWords();
  const { state } = useLocalSearchParams<{ state?: string }>();
  const arrive = useMutation({
    mutationFn: finish,
    onSuccess: (where) => router.replace(where as '/'),
  });
  const begun = useRef(false); // an answer is good once: not again when React draws twice
  const { mutate } = arrive;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate(state ?? '');
  }, [mutate, state]);
  const left = wayBack(arrive.error);
  if (!arrive.error) return <Waiting />;
  return (
    <Door brand={words.common.brand}>
      {left ? (
        <ComeBack
          left={left}
          goOn={() => router.replace(afterSignIn(undefined) as '/')}
          stay={() => router.replace('/sign-in')}
        />
      ) : (
        <Titled title={words.account.returnFailed} lead={explain(words, arrive.error)}>
          <Button kind="ember" label={words.account.beginAgain} href="/sign-in" full />
        </Titled>
      )}
    </Door>
  );
}
