// `npm run screenshots`: takes the pictures of the README, with the tools of the tests.
import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';

export default mergeConfig(base, defineConfig({ root: import.meta.dirname, test: { include: ['test/screenshots.ts'] } }), true);
