// The built page in a real Chromium, under a sub-path and a strict Content-Security-Policy.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPage, type TestPage } from '../test/page.js';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
/** What the built command line writes. */
const commandLine = (...args: string[]) =>
  spawnSync(process.execPath, [at('apps/cli/bin/hlolite.js'), 'convert', ...args, '-o', '-']).stdout;
let web: TestPage;

beforeAll(async () => {
  web = await startPage();
}, 120_000);
afterAll(() => web?.close());

test('the page opens on an example that is converted', async () => {
  await web.page.goto(web.url);
  await web.status('Converted');
  expect(await web.page.textContent('.numbers')).toContain('Operators1 (1 custom)');
});

test("the download has the bytes of the command line's output", async () => {
  const [download] = await Promise.all([web.page.waitForEvent('download'), web.page.click('text=Download .tflite')]);
  expect(download.suggestedFilename()).toBe('program.tflite');
  const wanted = commandLine(at('examples/rms_norm_custom_2d/program.mlir'));
  expect(wanted.length).toBeGreaterThan(1000);
  expect(readFileSync(await download.path()).equals(wanted)).toBe(true);
});

test('it runs in LiteRT.js with the WASM kernel, right against the reference interpreter', async () => {
  await web.page.click('#tab-run');
  await web.page.click('.run-actions .primary');
  const text = await web.page.textContent('.compared', { timeout: 20_000 });
  expect(Number(/([\d.]+e-\d+)/.exec(text ?? '')?.[1])).toBeLessThan(1e-6);
});

test('the console stays free of errors', () => {
  expect(web.complaints).toEqual([]);
});
