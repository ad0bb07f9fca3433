// The page under test: built from the sources as they are, on a server of its own, in one browser.
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launch } from './chromium.js';
import { serve } from './server.js';

export interface TestPage {
  readonly page: Page;
  readonly url: string;
  /** What the console said and what failed: nothing should. */
  readonly complaints: string[];
  /** Waits until the status says it. */
  status(text: string): Promise<void>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../node_modules/.test-dist', import.meta.url));

export async function startPage(): Promise<TestPage> {
  const [, browser] = await Promise.all([
    build({ root, configFile: `${root}vite.config.ts`, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } }),
    launch(),
  ]);
  const { url, server } = await serve(folder);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  return {
    page,
    url,
    complaints,
    status: (text) => page.locator('.summary .status', { hasText: text }).waitFor({ timeout: 20_000 }),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
