// Everything around whichever page the address names: look, language, cache, session, and the live line.
import { QueryClientProvider } from '@tanstack/react-query';
import { Slot } from 'expo-router';
import { useEffect, useState } from 'react';
import { createCache } from '@/api/cache';
import { Arrivals } from '@/features/events/components/Arrivals';
import { LanguageContext } from '@/i18n/useWords';
import { useStore } from '@/lib/store';
import { resume } from '@/session/session';
import { language, look, recallSettings } from '@/session/settings';
import { Look } from '@/ui/Look';
import { Frame } from './Frame';
import { LiveLine } from './LiveLine';

export function Start() {
  const [cache] = useState(createCache);
  useEffect(() => {
    void recallSettings().then(resume);
  }, []);
  return (
    <LanguageContext value={useStore(language)}>
      <Look choice={useStore(look)}>
        <QueryClientProvider client={cache}>
          <LiveLine>
            <Frame>
              <Slot />
            </Frame>
            <Arrivals />
          </LiveLine>
        </QueryClientProvider>
      </Look>
    </LanguageContext>
  );
}
