// As host: how much whoever comes leaves, whose account it is on, and what guests have left.
import { useState } from 'react';
import type { EventPage } from '@/features/events/data';
import { explain } from '@/i18n/explain';
import { useWords } from '@/i18n/useWords';
import { Box, Row } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Field } from '@/ui/Field';
import { Loaded } from '@/ui/Loaded';
import { Text } from '@/ui/Text';
import { type NewDeposit, useAskFor, useGiveBack, useGuestDeposits, usePayouts } from '../data';
import { amountOf, money, typedOf } from '../money';
import { DepositRule } from './DepositRule';
import { OpenPayouts } from './OpenPayouts';

const CURRENCIES = ['eur', 'jpy', 'usd', 'gbp'] as const;

export function AskForDeposit({ page }: { page: EventPage }) {
  const words = useWords();
  return (
    <Box gap="xl">
      <Loaded answer={usePayouts()} explain={(failure) => explain(words, failure)}>
        {({ state }) => (state === 'ready' ? <Form page={page} /> : <OpenPayouts state={state} />)}
      </Loaded>
      <Left id={page.event.id} />
    </Box>
  );
}

function Form({ page }: { page: EventPage }) {
  const words = useWords();
  const say = words.deposits;
  const { deposit } = page;
  const usual = words.locale.startsWith('ja') ? 'jpy' : 'eur';
  const [currency, setCurrency] = useState<NewDeposit['currency']>(
    (deposit?.currency as NewDeposit['currency'] | undefined) ?? usual,
  );
  const [typed, type] = useState(deposit ? typedOf(deposit) : '');
  const ask = useAskFor(page.event.id);
  const amount = amountOf(typed, currency);
  return (
    <Box gap="m">
      <Text ink="soft">{say.hostLead}</Text>
      <Field label={say.amount} kind="number" value={typed} onChange={type} max={9} />
      <Choice
        label={say.currency}
        labelled
        options={CURRENCIES.map((value) => ({ value, label: value.toUpperCase() }))}
        value={currency}
        onChange={setCurrency}
      />
      {amount !== null && <DepositRule deposit={{ amount, currency }} lateFrom={page.late_from} />}
      {ask.error !== null && (
        <Box role="alert">
          <Text kind="small" ink="bad">
            {explain(words, ask.error)}
          </Text>
        </Box>
      )}
      {ask.isSuccess && (
        <Text kind="small" ink="good" live>
          {say.saved}
        </Text>
      )}
      <Button
        kind="ember"
        label={say.askFor}
        disabled={amount === null}
        busy={ask.isPending && ask.variables !== null}
        onPress={() => amount !== null && ask.mutate({ amount, currency })}
        full
      />
      {deposit && (
        <Button
          label={say.askNoMore}
          busy={ask.isPending && ask.variables === null}
          onPress={() => ask.mutate(null)}
          full
        />
      )}
    </Box>
  );
}

/** What guests have left, and giving it back. */
function Left({ id }: { id: string }) {
  const words = useWords();
  const say = words.deposits;
  const found = useGuestDeposits(id);
  const give = useGiveBack(id);
  const all = found.data?.data ?? [];
  if (all.length === 0) return null;
  return (
    <Box gap="m">
      <Text kind="heading" level={2}>
        {say.left}
      </Text>
      {give.error !== null && (
        <Text kind="small" ink="bad" live>
          {explain(words, give.error)}
        </Text>
      )}
      <Box role="list" label={say.left} gap="s">
        {all.map(({ person, state, reason, ...sum }, at) => (
          <Row key={`${person.id}-${at}`} role="listitem" gap="m" justify="space-between">
            <Box grow>
              <Text kind="strong">{person.display_name}</Text>
              <Text kind="small" ink="soft">
                {[say.states[state](money(sum, words.locale)), reason && say.reasons[reason]]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </Box>
            {(state === 'paid' || state === 'kept') && (
              <Button
                size="s"
                label={say.giveBack}
                name={say.giveBackTo(person.display_name)}
                busy={give.isPending && give.variables === person.id}
                onPress={() => give.mutate(person.id)}
              />
            )}
          </Row>
        ))}
      </Box>
    </Box>
  );
}
