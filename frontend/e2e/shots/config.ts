// Pictures of every screen, taken from the running `./task dev` with its demo data.
import { defineConfig } from '@playwright/test';
import browsers from '../playwright.config';

process.env.TOMODA_MAIL_URL ??= 'http://localhost:8025';

export default defineConfig({
  ...browsers,
  testDir: '.',
  testMatch: 'shots.ts',
  timeout: 900_000,
  outputDir: '../../test-results/shots',
});
