// What the device keeps between starts. Native: the keychain, so that a refresh token may lie there.
import * as SecureStore from 'expo-secure-store';

export async function recall(key: string): Promise<string | null> {
  return SecureStore.getItemAsync(key);
}

export async function keep(key: string, value: string | null): Promise<void> {
  if (value === null) await SecureStore.deleteItemAsync(key);
  else await SecureStore.setItemAsync(key, value);
}
