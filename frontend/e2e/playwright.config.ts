// The browser tests: the Chromium that `./task test:e2e` has found, one test at a time, against the real stack.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const DEBIAN = '/usr/bin/chromium';
const browser = process.env.CHROMIUM ?? (existsSync(DEBIAN) ? DEBIAN : undefined);

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  workers: 1,
  fullyParallel: false,
  // Generous, since a shared machine may be slow; nothing waits longer than it must, and nothing is tried again.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  use: {
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    launchOptions: {
      ...(browser ? { executablePath: browser } : { channel: 'chromium' }), // Playwright's own, in full
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream', // a microphone that beeps, for who is allowed to use it
      ],
    },
    trace: 'retain-on-failure',
  },
});
