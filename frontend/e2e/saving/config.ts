// What somebody sees who works on the app; run by backend/tests/dev/test_run.py, where `./task dev` is up with Metro.
import { defineConfig } from '@playwright/test';
import browsers from '../playwright.config';

export default defineConfig({
  ...browsers,
  testDir: '.',
  testMatch: 'saving.ts',
  outputDir: '../../test-results/saving',
});
