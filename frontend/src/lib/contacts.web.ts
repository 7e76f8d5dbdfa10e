// The address book of the device, by the Contact Picker API, which browsers on Android have: people choose whom to hand
// over, and nobody else is seen.
interface Picker {
  select: (fields: ['email'], options: { multiple: true }) => Promise<{ email: string[] }[]>;
}

const picker = (): Picker | null =>
  'contacts' in navigator && 'ContactsManager' in window
    ? (navigator as unknown as { contacts: Picker }).contacts
    : null;

export const contactsWork = (): boolean => picker() !== null;

/** The addresses of those whom somebody chooses; none if they close the question. */
export async function pickAddresses(): Promise<string[]> {
  try {
    const chosen = await picker()?.select(['email'], { multiple: true });
    return (chosen ?? []).flatMap((one) => one.email);
  } catch (fault) {
    if (fault instanceof DOMException) return [];
    throw fault;
  }
}
