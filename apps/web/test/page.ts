// The page under test: built from the sources as they are, on a server of its own, in one browser.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { launch } from './chromium.js';
import { serve } from './server.js';

export interface TestPage {
  readonly browser: Browser;
  readonly page: Page;
  readonly url: string;
  /** The built folder. */
  readonly folder: string;
  /** Paths that the server was asked for. */
  readonly requests: readonly string[];
  /** What the consoles of all pages said and what failed: nothing should. */
  readonly complaints: string[];
  /** Another page, in a context of its own unless one is given, whose complaints are listed too. */
  watch(page: Page): Page;
  /** Opens files as picked. */
  open(...files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void>;
  /** Waits until the conversion's status says it. */
  status(text: string | RegExp): Promise<void>;
  /** Chooses an example by its id and waits for it. */
  example(id: string): Promise<void>;
  /** Presses the download button. */
  download(): Promise<Buffer>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../node_modules/.test-dist', import.meta.url));

/** A path in the repository. */
export const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The file that the built command line writes for `convert` with these arguments. */
export function commandLine(args: readonly string[], cwd = at('.')): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'hlolite-web-'));
  try {
    const command = [at('apps/cli/bin/hlolite.cjs'), 'convert', ...args, '-o', join(folder, 'model.tflite')];
    const { stderr, status } = spawnSync(process.execPath, command, { cwd });
    if (status !== 0) throw new Error(stderr.toString());
    return readFileSync(join(folder, 'model.tflite'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function startPage(): Promise<TestPage> {
  const [, browser] = await Promise.all([
    build({ root, configFile: `${root}vite.config.ts`, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } }),
    launch(),
  ]);
  const { url, server, requests } = await serve(folder);
  const complaints: string[] = [];
  const watch = (page: Page) => {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
    page.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(url)) complaints.push(`asked for ${request.url()}`);
    });
    return page;
  };
  const page = watch(await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true }));
  page.setDefaultTimeout(40_000);
  const status = (text: string | RegExp) => page.locator('.summary .status', { hasText: text }).waitFor();
  return {
    browser,
    page,
    url,
    folder,
    requests,
    complaints,
    watch,
    status,
    async open(...files) {
      const given = files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }));
      await page.setInputFiles('header input[type=file]', given);
      const program = files.find(({ name }) => /mlir|tflite|bin/.test(name));
      if (program) await page.locator('.summary .file', { hasText: program.name }).waitFor();
    },
    async example(id) {
      await page.selectOption('.opening select', id);
      await page.locator(`.summary[data-example="${id}"][aria-busy=false]`).waitFor();
      await status('Converted');
    },
    async download() {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Download .tflite')]);
      return readFileSync(await download.path());
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
