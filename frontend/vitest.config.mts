// The unit tests: realtime and lib in plain Node, screens in jsdom over react-native-web.
import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@': path.resolve(import.meta.dirname, 'src'),
      'react-native': 'react-native-web',
    },
    extensions: ['.web.tsx', '.web.ts', '.tsx', '.ts', '.js', '.mjs', '.json'],
  },
  define: { __DEV__: 'false', 'process.env.EXPO_OS': '"web"' },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    server: { deps: { inline: [/react-native/, /expo/, /lucide/] } },
  },
});
