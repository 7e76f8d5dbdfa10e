// More states of events for the pictures: drafts, moved, "only if so many come", far away, invited, co-hosted.
import { randomUUID } from 'node:crypto';
import { as, at, event, events, going } from './stage';

const inHours = (hours: number): string =>
  `${new Date(Date.now() + (hours + 2) * 3_600_000).toISOString().slice(0, 13)}:00:00`;

const idOf = async (name: string): Promise<string> => (await as<{ id: string }>(name, 'GET', '/users/me')).id;

export async function moreEvents(): Promise<Record<string, string>> {
  const helsinki = { time_zone: 'Europe/Helsinki' };
  const made = {
    quorum: await event(
      'kenji',
      'Five-a-side football',
      {
        place: at(60.1842, 24.9201, 'Töölön pallokenttä', 'Urheilukatu 1, Helsinki'),
        category: 'sports',
        local_start: inHours(26),
        quorum: { needs: 5, by: inHours(20) },
        rsvp_by: inHours(24),
        plus_max: 1,
        ...helsinki,
      },
      async (id) => {
        await going('sara', id, { guests: 1 });
        await going('mateo', id);
      },
    ),
    draft: await event('aino', 'Moonlight skating', {
      place: at(60.1719, 24.9442, 'Jääpuisto', 'Rautatientori, Helsinki'),
      category: 'sports',
      local_start: inHours(50),
      draft: true,
      tentative: true,
      ...helsinki,
    }),
    moved: await event(
      'kenji',
      'Sketching at the harbour',
      {
        place: at(60.1671, 24.9555, 'Kauppatori', 'Eteläsatama, Helsinki'),
        category: 'culture',
        local_start: inHours(30),
        seats: 6,
        ...helsinki,
      },
      async (id) => {
        await going('aino', id);
        await as('kenji', 'PATCH', `/events/${id}`, { local_start: inHours(54), reconfirm: 'free' });
      },
    ),
    far: await event('sara', 'Jazz on the roof', {
      place: at(40.7306, -73.9866, 'East Village', 'New York'),
      category: 'music',
      local_start: '2027-03-13T23:00:00',
      local_end: '2027-03-14T04:30:00',
      time_zone: 'America/New_York',
    }),
    invited: await event(
      'sara',
      'Supper for six',
      {
        place: at(60.1622, 24.9305, 'Punavuori', 'Helsinki'),
        category: 'food',
        visibility: 'invite_only',
        seats: 6,
        local_start: inHours(28),
        ...helsinki,
      },
      async (id) => as('sara', 'PUT', `/events/${id}/invitations`, { people: [await idOf('aino')] }),
    ),
    now: await event(
      'aino',
      'Coffee, right here',
      {
        place: at(60.1699, 24.9384, 'Asema', 'Kaivokatu 1, Helsinki'),
        category: 'coffee',
        guests_invite: 3,
        ...helsinki,
      },
      async (id) => {
        for (const name of ['kenji', 'sara', 'mateo']) await going(name, id);
        await as('aino', 'PUT', `/events/${id}/hosts/${await idOf('sara')}`, { rights: ['guests', 'check_in'] });
        await as('aino', 'PUT', `/events/${id}/check-ins/${await idOf('kenji')}`);
        await as('aino', 'POST', `/events/${id}/links`, { hours: 24, max_uses: 10 });
      },
    ),
  };
  return { ...made, ...(await lively()) };
}

const kamppi = at(60.1689, 24.9315, 'Tennispalatsi', 'Salomonkatu 15, Helsinki');
const inMinutes = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000)
    .toLocaleString('sv-SE', { timeZone: 'Europe/Helsinki' })
    .replace(' ', 'T');

/** A series with everything that hosts say and ask, seen from both sides; and what is on, and what is over, for both. */
async function lively(): Promise<Record<string, string>> {
  const helsinki = { time_zone: 'Europe/Helsinki' };
  const days = (count: number, hour: number) => `${inMinutes(count * 1440).slice(0, 10)}T${hour}:00:00`;
  const saying = (host: string, guest: string) => async (id: string) => {
    const asked = (await as<{ questions: { id: string }[] }>(host, 'GET', `/events/${id}`)).questions;
    await going(guest, id, { answers: asked.map(({ id: question }) => ({ question, answer: 'Peanuts' })) });
    await as(host, 'PUT', `/events/${id}/announcements/${randomUUID()}`, {
      body: 'The kitchen is on the third floor; the bell says Mäkinen.',
    });
    const ask = (about: string, question: string, options: object[]) =>
      as<{ data: { id: string; options: { id: string }[] }[] }>(
        host,
        'PUT',
        `/events/${id}/polls/${randomUUID()}`,
        { about, question, options },
      );
    await ask('time', 'When suits you?', [
      { text: '', local_start: days(3, 18) },
      { text: '', local_start: days(4, 19) },
    ]);
    const place = 'Ateneum';
    await ask('place', 'Where shall we meet?', [{ text: place }, { text: 'Under the clock of the station' }]);
    const polls = await as<{ data: { id: string; about: string; options: { id: string; text: string }[] }[] }>(
      host,
      'GET',
      `/events/${id}/polls`,
    );
    const where = polls.data.find((one) => one.about === 'place');
    const best = where?.options.find((one) => one.text === place);
    await as(guest, 'PUT', `/events/${id}/polls/${where?.id}/votes`, { options: [best?.id] });
    await as(host, 'POST', `/events/${id}/polls/${where?.id}/close`);
  };
  const cooking = (host: string, guest: string) =>
    event(
      host,
      host === 'aino' ? 'Dumplings every week' : 'Pierogi every week',
      {
        place: kamppi,
        category: 'food',
        local_start: days(3, 18),
        tags: ['vegan', 'beginners'],
        description: 'Everybody folds twenty.',
        repeat: { frequency: 'weekly', every: 1 },
        questions: [{ id: randomUUID(), prompt: 'What do you not eat?', required: true }],
        ...helsinki,
      },
      saying(host, guest),
    );
  const over = async (host: string, guest: string, other: string, coHost: string) => {
    const title = host === 'aino' ? 'Breakfast on the steps' : 'Rowing before work';
    const known = (await events(host)).find((one) => one.title === title); // it may be over already
    if (known) return known.id;
    return event(
      host,
      title,
      { place: kamppi, category: 'coffee', local_end: inMinutes(2), ...helsinki },
      async (id) => {
        await going(guest, id);
        await going(other, id);
        await as(host, 'PUT', `/events/${id}/hosts/${await idOf(coHost)}`, { rights: ['check_in'] });
        await as(host, 'PUT', `/events/${id}/attendance`, {
          data: [{ user_id: await idOf(other), attended: 'came' }],
        });
      },
    );
  };
  return {
    'series-host': await cooking('aino', 'kenji'),
    'series-guest': await cooking('sara', 'aino'),
    'over-host': await over('aino', 'kenji', 'mateo', 'kenji'),
    'over-cohost': await over('mateo', 'aino', 'sara', 'aino'),
    on: await event('mateo', 'Chess under the lamp', { place: kamppi, category: 'games', ...helsinki }, (id) =>
      going('aino', id),
    ),
  };
}
