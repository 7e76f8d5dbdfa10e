// Fonts, theme and language around whichever page the address names.
import { Slot } from 'expo-router';
import { Look } from '@/ui/Look';

export function Start() {
  return (
    <Look choice="system">
      <Slot />
    </Look>
  );
}
