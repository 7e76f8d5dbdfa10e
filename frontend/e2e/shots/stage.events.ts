// More states of events for the pictures: drafts, moved, "only if so many come", far away, invited, co-hosted.
import { as, at, event, going } from './stage';

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
  return made;
}
