// What the app is to iOS and Android, on top of app.json: links, permissions with honest texts, updates.
import type { ConfigContext, ExpoConfig } from 'expo/config';

const HOST = process.env.EXPO_PUBLIC_LINK_HOST ?? 'app.tomoda.life';
const PROJECT = process.env.EAS_PROJECT_ID;

const texts = {
  NSLocationWhenInUseUsageDescription:
    'Tomoda shows what is on around you while the map is open. Friends see where you are only if you share it.',
  NSCameraUsageDescription: 'Tomoda takes a picture when you add one to an event, a message or your profile.',
  NSPhotoLibraryUsageDescription: 'Tomoda reads the pictures that you choose to share, and no others.',
};

export default ({ config }: ConfigContext): ExpoConfig => ({
  ...config,
  name: config.name ?? 'Tomoda',
  slug: config.slug ?? 'tomoda',
  ios: {
    ...config.ios,
    associatedDomains: [`applinks:${HOST}`, `webcredentials:${HOST}`],
    // Only the encryption that every app has: no export papers are asked for.
    config: { usesNonExemptEncryption: false },
    infoPlist: { ...config.ios?.infoPlist, ...texts },
  },
  android: {
    ...config.android,
    permissions: ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION', 'CAMERA', 'POST_NOTIFICATIONS'],
    // What libraries would ask for and nobody needs.
    blockedPermissions: [
      'ACCESS_BACKGROUND_LOCATION',
      'READ_CONTACTS',
      'RECORD_AUDIO',
      'SYSTEM_ALERT_WINDOW',
    ],
    intentFilters: [
      {
        action: 'VIEW',
        autoVerify: true,
        data: [{ scheme: 'https', host: HOST }],
        category: ['BROWSABLE', 'DEFAULT'],
      },
    ],
  },
  // An update reaches only builds with the same native parts.
  runtimeVersion: { policy: 'fingerprint' },
  ...(PROJECT && {
    updates: { url: `https://u.expo.dev/${PROJECT}`, fallbackToCacheTimeout: 0 },
    extra: { ...config.extra, eas: { projectId: PROJECT } },
  }),
});
