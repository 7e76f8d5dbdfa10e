// Puts the theme and the fonts around the app; follows the device unless told otherwise.
import { useFonts } from 'expo-font';
import { type ReactNode, useEffect, useMemo } from 'react';
import { StyleSheet, View, useColorScheme } from 'react-native';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { FONT_FILES } from './fonts';
import { dressPage } from './page';
import { type Scheme, ThemeContext, palettes } from './theme';

export type LookChoice = Scheme | 'system';

export function Look({ choice, children }: { choice: LookChoice; children: ReactNode }) {
  const device = useColorScheme() === 'light' ? 'light' : 'dark';
  const scheme = choice === 'system' ? device : choice;
  const theme = useMemo(() => ({ scheme, colour: palettes[scheme] }), [scheme]);
  const [ready, failed] = useFonts(FONT_FILES);
  useEffect(() => dressPage(theme), [theme]);
  return (
    <SafeAreaProvider>
      <ThemeContext value={theme}>
        <View style={[styles.page, { backgroundColor: theme.colour.surface.ground }]}>
          {ready || failed ? children : null}
        </View>
      </ThemeContext>
    </SafeAreaProvider>
  );
}

const styles = StyleSheet.create({ page: { flex: 1 } });
