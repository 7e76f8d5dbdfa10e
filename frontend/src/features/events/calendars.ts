// The addresses with which calendar programs on the web take an event over.
import type { EventPage } from './data';

/** `20261123T170000Z`. */
const stamp = (instant: string): string =>
  new Date(instant).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

export interface CalendarAddresses {
  google: string;
  outlook: string;
}

export function calendarAddresses({ event, description }: EventPage, url: string): CalendarAddresses {
  const where = [event.place.name, event.place.address].filter(Boolean).join(', ');
  const about = [description, url].filter(Boolean).join('\n\n');
  const google = new URLSearchParams({
    action: 'TEMPLATE',
    text: event.title,
    dates: `${stamp(event.starts_at)}/${stamp(event.ends_at)}`,
    ctz: event.time_zone,
    details: about,
    location: where,
  });
  const outlook = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: event.title,
    startdt: new Date(event.starts_at).toISOString(),
    enddt: new Date(event.ends_at).toISOString(),
    body: about,
    location: where,
  });
  return {
    google: `https://calendar.google.com/calendar/render?${google}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`,
  };
}
