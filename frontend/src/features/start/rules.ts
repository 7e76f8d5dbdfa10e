// Every domain's patches and topics in one place: what the live feed needs to know.
import { chatRules } from '@/features/chat/signals';
import { discoveryRules } from '@/features/discovery/signals';
import { eventsRules } from '@/features/events/signals';
import { friendsRules } from '@/features/friends/signals';
import { momentsRules } from '@/features/moments/signals';
import { paymentsRules } from '@/features/payments/signals';
import { notificationsRules } from '@/features/notifications/signals';
import { presenceRules } from '@/features/presence/signals';
import { usersRules } from '@/features/users/signals';
import type { Rules } from '@/realtime/apply';

const parts = [
  ...[usersRules, friendsRules, notificationsRules],
  ...[eventsRules, chatRules, presenceRules, discoveryRules, paymentsRules, momentsRules],
];

/** A topic that several domains follow keeps all of theirs current. */
export const rules: Rules = {
  patches: Object.assign({}, ...parts.map((part) => part.patches)),
  topics: Object.fromEntries(
    [...new Set(parts.flatMap((part) => Object.keys(part.topics)))].map((kind) => [
      kind,
      (id: string) => parts.flatMap((part) => part.topics[kind]?.(id) ?? []),
    ]),
  ),
};
