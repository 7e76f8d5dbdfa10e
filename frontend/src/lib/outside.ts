// What leaves the app: another site in the browser, and words that are handed to another program.
import { Linking, Share } from 'react-native';

export async function openOutside(url: string): Promise<void> {
  await Linking.openURL(url);
}

export async function saveFile(name: string, _type: string, text: string): Promise<void> {
  await Share.share({ title: name, message: text });
}

/** Away from here, to come back by the address that the other site is told. */
export async function leaveFor(url: string): Promise<void> {
  await Linking.openURL(url);
}
