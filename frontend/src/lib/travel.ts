// To a page that is not ours, which sends people back.
import { Linking } from 'react-native';

export const travel = async (url: string): Promise<void> => Linking.openURL(url);
