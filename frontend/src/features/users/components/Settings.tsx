// How Tomoda looks and speaks: chosen here for this device, and kept with the account for those that come after it.
import { explain } from '@/i18n/explain';
import { type Language, spoken } from '@/i18n';
import { useWords } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { type LookSetting, language, look, setLanguage, setLook } from '@/session/settings';
import { Box } from '@/ui/Box';
import { Choice } from '@/ui/Choice';
import { Text } from '@/ui/Text';
import { type Me, useEditMe } from '../data';
import { TimeZone } from './TimeZone';

const LOOKS = [
  ['system', 'desktop'],
  ['light', 'day'],
  ['dark', 'night'],
] as const;
const CLOCKS = ['24', '12'] as const;

export function Settings({ me }: { me: Me }) {
  const words = useWords();
  const say = words.people.me;
  const languages = useStore(spoken);
  const edit = useEditMe();
  const speak = (chosen: Language) => {
    void setLanguage(chosen);
    edit.mutate({ locale: chosen }); // mails speak it, too
  };
  const wear = (theme: LookSetting) => {
    void setLook(theme);
    edit.mutate({ preferences: { ...me.preferences, theme } });
  };
  return (
    <Box gap="l" role="group" label={say.settings}>
      <Text kind="heading" level={2}>
        {say.settings}
      </Text>
      <Choice
        label={say.language}
        labelled
        wrap
        options={(Object.keys(languages) as Language[]).map((value) => ({
          value,
          label: languages[value].language,
        }))}
        value={useStore(language)}
        onChange={speak}
      />
      <Choice
        label={say.look}
        labelled
        wrap
        options={LOOKS.map(([value, icon]) => ({ value, icon, label: say.looks[value] }))}
        value={useStore(look)}
        onChange={wear}
      />
      <Choice
        label={say.clock}
        labelled
        wrap
        options={CLOCKS.map((value) => ({ value, label: say.clocks[value] }))}
        value={me.preferences.clock ?? '24'}
        onChange={(clock) => edit.mutate({ preferences: { ...me.preferences, clock } })}
      />
      <TimeZone zone={me.time_zone} choose={(time_zone) => edit.mutate({ time_zone })} />
      {edit.error && (
        <Text ink="bad" live>
          {explain(words, edit.error)}
        </Text>
      )}
    </Box>
  );
}
