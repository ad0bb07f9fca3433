// The main views as pictures: docs/*.webp for the README, and the others for whoever changes a view. Look at them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, test } from 'vitest';
import { startPage, type TestPage } from './page.js';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const others = process.env.SCREENSHOTS ?? '/tmp/hlolite-screenshots/';

interface Picture {
  readonly name: string;
  readonly kept?: boolean;
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly example: string;
  readonly tab: 'graph' | 'run' | 'sizes' | 'program';
  readonly act?: (web: TestPage) => Promise<void>;
}

const NORM = 'rms_norm_custom_2d/program';
const LLAMA = 'llama_tiny_custom_norm/program_args';
const MLP = 'mlp_rms_block/program_args';

const select = async (web: TestPage, name: string) => {
  await web.page.fill('.search input', name);
  await web.page.press('.search input', 'Enter');
  await web.page.waitForTimeout(600);
};
const runAll = async ({ page }: TestPage) => {
  await page.click('.run-actions .primary');
  await page.waitForSelector('.compared', { timeout: 30_000 });
  await page.click('text=Custom kernel against decomposed');
  await page.waitForSelector('.versus', { timeout: 30_000 });
  await page.waitForTimeout(300);
};

const pictures: readonly Picture[] = [
  {
    name: 'page-graphs',
    kept: true,
    width: 1440,
    height: 900,
    scheme: 'light',
    example: LLAMA,
    tab: 'graph',
    act: (web) => select(web, 'rms_norm'),
  },
  { name: 'page-run', kept: true, width: 1440, height: 900, scheme: 'dark', example: NORM, tab: 'run', act: runAll },
  { name: 'norm-light', width: 1440, height: 900, scheme: 'light', example: NORM, tab: 'graph' },
  { name: 'mlp-dark', width: 1440, height: 900, scheme: 'dark', example: MLP, tab: 'graph', act: (web) => select(web, 'custom') },
  { name: 'sizes-light', width: 1440, height: 900, scheme: 'light', example: LLAMA, tab: 'sizes' },
  { name: 'run-light', width: 1440, height: 1400, scheme: 'light', example: NORM, tab: 'run', act: runAll },
  { name: 'wide', width: 2400, height: 1200, scheme: 'light', example: LLAMA, tab: 'graph' },
  { name: 'problems', width: 1280, height: 800, scheme: 'light', example: 'rms_norm_custom_2d/program_origin', tab: 'graph' },
  { name: 'narrow-graph', width: 360, height: 740, scheme: 'light', example: LLAMA, tab: 'graph' },
  { name: 'narrow-run', width: 360, height: 740, scheme: 'dark', example: NORM, tab: 'run', act: runAll },
  { name: 'narrow-program', width: 360, height: 740, scheme: 'light', example: NORM, tab: 'program' },
  { name: 'tablet', width: 820, height: 1100, scheme: 'light', example: MLP, tab: 'graph' },
];

let web: TestPage;
beforeAll(async () => {
  mkdirSync(docs, { recursive: true });
  mkdirSync(others, { recursive: true });
  web = await startPage();
}, 120_000);
afterAll(() => web?.close());

test.each(pictures)('$name', async ({ name, kept, width, height, scheme, example, tab, act }) => {
  const { page, url } = web;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto('about:blank');
  await page.goto(url);
  await web.status('Converted');
  if (example !== NORM) {
    await page.selectOption('.opening select', example);
    await page.waitForTimeout(600);
    await web.status('Converted');
  }
  await page.click(`#tab-${tab}`);
  await page.waitForTimeout(900);
  await act?.(web);
  if (!kept) {
    await page.screenshot({ path: `${others}${name}.png`, fullPage: width < 500 && tab !== 'graph' });
    return;
  }
  // Playwright itself writes no WebP.
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  writeFileSync(`${docs}${name}.webp`, Buffer.from(data, 'base64'));
});
