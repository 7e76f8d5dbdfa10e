// The measurement of scrolling, on its own: it needs a machine that does nothing else.
import { defineConfig } from '@playwright/test';
import shots from './config';

export default defineConfig({ ...shots, testMatch: 'smooth.ts' });
