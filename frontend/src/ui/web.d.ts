// The one thing of react-native-web that has no types of its own here.
declare module 'react-native-web' {
  import type { ReactElement } from 'react';
  export type { TextInputProps } from 'react-native';
  export function unstable_createElement(type: string, props: object): ReactElement;
}
