// What a person chose for this device: language and look.
import { type Language, choose } from '@/i18n';
import { languages, setPageLanguage } from '@/lib/device';
import { keep, recall } from '@/lib/keep';
import { createStore } from '@/lib/store';

export type LookSetting = 'light' | 'dark' | 'system';

export const language = createStore<Language>(choose(languages()));
export const look = createStore<LookSetting>('system');

export async function recallSettings(): Promise<void> {
  const [kept, keptLook] = await Promise.all([recall('tomoda.language'), recall('tomoda.look')]);
  if (kept === 'en' || kept === 'ja') language.set(kept);
  if (keptLook === 'light' || keptLook === 'dark') look.set(keptLook);
  setPageLanguage(language.get());
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
