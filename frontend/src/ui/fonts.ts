// Inter, and what stands in for it where it has no letters (Japanese on the web).
import { Inter_400Regular } from '@expo-google-fonts/inter/400Regular';
import { Inter_500Medium } from '@expo-google-fonts/inter/500Medium';
import { Inter_600SemiBold } from '@expo-google-fonts/inter/600SemiBold';
import { Inter_700Bold } from '@expo-google-fonts/inter/700Bold';
import { Platform } from 'react-native';

export const FONT_FILES = { Inter_400Regular, Inter_500Medium, Inter_600SemiBold, Inter_700Bold };

const FAMILIES = {
  400: 'Inter_400Regular',
  500: 'Inter_500Medium',
  600: 'Inter_600SemiBold',
  700: 'Inter_700Bold',
} as const;

export const FALLBACK = "system-ui, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif";

/** The weight is named twice on the web: the fallback fonts know it only by number. */
export function font(weight: keyof typeof FAMILIES): { fontFamily: string; fontWeight?: typeof weight } {
  return Platform.OS === 'web'
    ? { fontFamily: `${FAMILIES[weight]}, ${FALLBACK}`, fontWeight: weight }
    : { fontFamily: FAMILIES[weight] };
}
