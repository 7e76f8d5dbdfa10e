// Hands a link on: the system's own sheet on a phone.
import { Share } from 'react-native';

export async function handOn(link: string): Promise<boolean> {
  await Share.share({ message: link });
  return true;
}
