// What must be going on so that every state of every screen can be seen: demo people act through the API.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const URL_OF_APP = process.env.TOMODA_URL ?? 'http://localhost:8000';
export const FOLDER = path.join(__dirname, '../../shots');
export const PASSWORD = 'meet me at the harbour'; // of all demo people, shown by `./task dev`
const TOKENS = path.join(FOLDER, '.tokens.json');

type Json = Record<string, unknown>;
interface Card {
  id: string;
  title: string;
  status: string;
}

/** Access tokens of the last quarter of an hour are used again: an address may not sign in all the time. */
const kept: Record<string, { token: string; until: number }> = existsSync(TOKENS)
  ? JSON.parse(readFileSync(TOKENS, 'utf8'))
  : {};

async function tokenOf(name: string): Promise<string> {
  const known = kept[name];
  if (known && known.until > Date.now() + 60_000) return known.token;
  const answer = await fetch(`${URL_OF_APP}/api/v1/auth/password`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `${name}@tomoda.example`, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
  const { access_token, expires_in } = (await answer.json()) as { access_token: string; expires_in: number };
  kept[name] = { token: access_token, until: Date.now() + expires_in * 1000 };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(TOKENS, JSON.stringify(kept));
  return access_token;
}

export async function as<Answer = Json>(
  name: string,
  method: string,
  at: string,
  body?: Json,
): Promise<Answer> {
  const answer = await fetch(`${URL_OF_APP}/api/v1${at}`, {
    method,
    headers: { Authorization: `Bearer ${await tokenOf(name)}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${name}: ${method} ${at}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? {} : await answer.json()) as Answer;
}

export async function events(name: string): Promise<Card[]> {
  return (await as<{ data: Card[] }>(name, 'GET', '/events/mine')).data;
}

/** An event of that title, made if there is none that can still be joined. */
export async function event(host: string, title: string, more: Json, then?: (id: string) => Promise<unknown>) {
  const found = (await events(host)).find((one) => one.title === title && one.status !== 'completed');
  if (found) return found.id;
  const { id } = await as<Card>(host, 'POST', '/events', {
    id: randomUUID(),
    title,
    visibility: 'public',
    confirm_public: true,
    ...more,
  });
  await then?.(id);
  return id;
}

export const going = (name: string, id: string, more: Json = {}) =>
  as(name, 'PUT', `/events/${id}/rsvp`, { answer: 'going', ...more });

export const at = (lat: number, lon: number, name: string, address: string) => ({ lat, lon, name, address });

/** The events in every state in which Aino can meet them. */
export async function stage(): Promise<Record<string, string>> {
  const evening = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 13) + ':00:00';
  const made = {
    waiting: await event(
      'kenji',
      'Ramen, six stools',
      {
        place: at(60.1689, 24.9391, 'Kamppi', 'Urho Kekkosen katu 1, Helsinki'),
        category: 'food',
        seats: 1,
        local_start: evening,
        time_zone: 'Europe/Helsinki',
        description: 'The counter has six stools and I could get two of them. Slurping is encouraged.',
      },
      async (id) => {
        await going('sara', id);
        await going('mateo', id, { wait: true });
        await going('aino', id, { wait: true });
      },
    ),
    offered: await event('kenji', 'Sauna and a swim', {
      place: at(60.1655, 24.9473, 'Esplanadi', 'Pohjoisesplanadi, Helsinki'),
      category: 'outdoors',
      seats: 1,
      local_start: evening,
      time_zone: 'Europe/Helsinki',
    }),
    pending: await event(
      'sara',
      'House concert',
      {
        place: at(60.1735, 24.9421, 'Kaisaniemi', 'Kaisaniemenranta, Helsinki'),
        category: 'music',
        join_mode: 'approval',
        local_start: evening,
        time_zone: 'Europe/Helsinki',
        description: 'A living room, a cello, twelve chairs.',
      },
      (id) => going('aino', id),
    ),
    hosting: await event(
      'aino',
      'Learn to knit, badly',
      {
        place: at(60.1712, 24.9513, 'Hakaniemi', 'Siltasaarenkatu, Helsinki'),
        category: 'culture',
        join_mode: 'approval',
        seats: 8,
        plus_max: 2,
        local_start: evening,
        time_zone: 'Europe/Helsinki',
        description: 'Needles and wool are here. Bring patience and a mug.',
      },
      async (id) => {
        await going('sara', id, { guests: 1 });
        await going('kenji', id);
        await as(
          'aino',
          'PUT',
          `/events/${id}/guests/${(await as<{ id: string }>('kenji', 'GET', '/users/me')).id}`,
        );
      },
    ),
    cancelled: await event(
      'kenji',
      'Picnic in the rain',
      {
        place: at(60.1758, 24.9402, 'Eläintarha', 'Helsinki'),
        category: 'outdoors',
        local_start: evening,
        time_zone: 'Europe/Helsinki',
      },
      async (id) => {
        await going('aino', id);
        const { token } = await as('kenji', 'GET', `/events/${id}/cancellation`);
        await as('kenji', 'POST', `/events/${id}/cancel`, { reason: 'The forecast says hail. Next week!', token });
      },
    ),
  };
  // An offer lasts for minutes only: each time anew.
  const no = (name: string) => as(name, 'PUT', `/events/${made.offered}/rsvp`, { answer: 'no' });
  await no('aino');
  await going('sara', made.offered);
  await going('aino', made.offered, { wait: true });
  await no('sara');
  return made;
}

/** The room of Aino's board games, with everything that can happen to a message. */
export async function room(): Promise<string> {
  const rooms = (await as<{ data: { id: string; title: string }[] }>('aino', 'GET', '/rooms')).data;
  const id = rooms.find((one) => one.title.startsWith('Board games'))?.id ?? rooms[0]?.id ?? '';
  const { data } = await as<{ data: { id: string; body: string; deleted_at: string | null }[] }>(
    'aino',
    'GET',
    `/rooms/${id}/messages`,
  );
  if (data.some((message) => message.deleted_at)) return id;
  const say = async (who: string, body: string, more: Json = {}) => {
    const message = randomUUID();
    await as(who, 'PUT', `/rooms/${id}/messages/${message}`, { body, ...more });
    return message;
  };
  const question = await say('sara', 'Azul or Cascadia first?');
  const vote = await say('kenji', 'Cascadia! The bears decide.', { reply_to: question });
  await as('sara', 'PUT', `/rooms/${id}/messages/${vote}/reactions/${encodeURIComponent('👍')}`);
  await as('aino', 'PUT', `/rooms/${id}/messages/${vote}/reactions/${encodeURIComponent('🎉')}`);
  await as('kenji', 'DELETE', `/rooms/${id}/messages/${await say('kenji', 'wrong room')}`);
  const mine = await say('aino', 'Two minuts away, keep me a seat');
  await as('aino', 'PATCH', `/rooms/${id}/messages/${mine}`, { body: 'Two minutes away, keep me a seat' });
  return id;
}

/** Talk beside events: a group with pins, calls, a link, a card and a slow mode; friends in direct; a stranger's request. */
export async function talk(event: string): Promise<{ group: string; direct: string; request: string }> {
  const idOf = async (name: string) => (await as<{ id: string }>(name, 'GET', '/users/me')).id;
  const [aino, kenji, sara] = await Promise.all(['aino', 'kenji', 'sara'].map(idOf));
  const rooms = (await as<{ data: { id: string; title: string }[] }>('aino', 'GET', '/rooms')).data;
  const directWith = async (who: string, other = '') =>
    (await as<{ room: { id: string } }>(who, 'PUT', `/rooms/direct/${other}`)).room.id;
  const direct = await directWith('kenji', aino);
  const asked = (await as<{ data: { id: string }[] }>('aino', 'GET', '/rooms/requests')).data[0]?.id;
  const known = rooms.find((one) => one.title === 'Ramen club')?.id;
  if (known && asked) return { group: known, direct, request: asked };
  const say = async (who: string, room: string, body: string, more: Json = {}) => {
    const message = randomUUID();
    await as(who, 'PUT', `/rooms/${room}/messages/${message}`, { body, ...more });
    return message;
  };
  const group = randomUUID();
  await as('aino', 'PUT', `/rooms/groups/${group}`, { title: 'Ramen club', people: [kenji, sara] });
  const rule = await say('kenji', group, 'House rule: whoever is last brings the 卵. See https://example.org/ramen');
  await as('aino', 'PUT', `/rooms/${group}/pins/${rule}`);
  await say('sara', group, '@aino which one tonight?', { reply_to: rule });
  await say('aino', group, 'This one, @kenji picked it:', {});
  await say('aino', group, '', { share: { kind: 'event', event_id: event } });
  await say('kenji', group, '', {
    share: { kind: 'place', place: { lat: 60.1689, lon: 24.9391, name: 'Kamppi' } },
  });
  await say('kenji', group, '今日は味噌にしよう 🍜');
  await say('kenji', direct, 'Are you coming on Friday?');
  await say('aino', direct, 'If the ferry runs. I will know at six.');
  const request = await directWith('oskar', aino);
  await say('oskar', request, 'Hello Aino, I saw your knitting evening. May I bring a friend?');
  return { group, direct, request };
}
