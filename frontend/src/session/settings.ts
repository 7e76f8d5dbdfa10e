// How the app speaks and looks on this device: as was chosen here, else as the account says.
import { type Language, choose } from '@/i18n';
import { languages, setPageLanguage } from '@/lib/device';
import { keep, recall } from '@/lib/keep';
import { reload } from '@/lib/reload';
import { createStore } from '@/lib/store';
import { setHours } from '@/lib/time';

if (__DEV__) module.hot?.accept(reload);

export type LookSetting = 'light' | 'dark' | 'system';

export const language = createStore<Language>(choose(languages()));
export const look = createStore<LookSetting>('system');

export async function recallSettings(): Promise<void> {
  const [kept, keptLook] = await Promise.all([recall('tomoda.language'), recall('tomoda.look')]);
  if (kept === 'en' || kept === 'ja') language.set(kept);
  if (keptLook === 'light' || keptLook === 'dark') look.set(keptLook);
  setPageLanguage(language.get());
}

/** What the account says, where this device was never told anything else; the clock is the same on all of them. */
export async function adopt(account: {
  locale: string;
  theme: LookSetting;
  clock: '24' | '12';
}): Promise<void> {
  setHours(account.clock);
  const [kept, keptLook] = await Promise.all([recall('tomoda.language'), recall('tomoda.look')]);
  if (!keptLook) look.set(account.theme);
  if (kept || (account.locale !== 'en' && account.locale !== 'ja')) return;
  language.set(account.locale);
  setPageLanguage(account.locale);
}

export async function setLanguage(chosen: Language): Promise<void> {
  language.set(chosen);
  setPageLanguage(chosen);
  await keep('tomoda.language', chosen);
}

export async function setLook(chosen: LookSetting): Promise<void> {
  look.set(chosen);
  await keep('tomoda.look', chosen);
}
