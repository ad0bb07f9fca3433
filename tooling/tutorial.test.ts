// docs/custom-ops.md, run as it stands: its listings become files of one folder, its commands run in their order, its page in a real Chromium.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load } from '@hlolite/runtime/node';
import { denseOf, readNumbers } from '@hlolite/tensor';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const tutorial = readFileSync(`${root}docs/custom-ops.md`, 'utf8');
/** Listings by their languages: `sh` is commands, what begins with the name of a file is that file. */
const listings = [...tutorial.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code: code as string }));
const fileName = /^(?:\/\/|#|<!--) (\S+\.\w+)/;
const commands = listings.filter(({ language }) => language === 'sh').flatMap(({ code }) => code.trim().split('\n'));

let folder: string;
beforeAll(() => {
  // Inside this package, so that the listings find what they import.
  folder = mkdtempSync(join(root, 'tooling', '.readme-'));
  cpSync(`${root}examples/gated_mlp`, join(folder, 'gated_mlp'), { recursive: true });
  for (const { code } of listings) {
    const name = fileName.exec(code)?.[1];
    if (name) writeFileSync(join(folder, name), code);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
  return stdout;
}

interface Clang {
  readonly commands: Readonly<
    Record<string, (args: readonly string[] | null, files: object, options?: object) => Promise<Record<string, Uint8Array>>>
  >;
}

/** The clang of npm that builds the norm's kernel. */
async function clang(args: readonly string[]): Promise<string> {
  const path = createRequire(`${root}packages/rms-norm-kernel/package.json`).resolve('@yowasp/clang');
  const { commands: tools }: Clang = await import(/* @vite-ignore */ pathToFileURL(path).href);
  const compiler = tools['clang++'] as NonNullable<(typeof tools)[string]>;
  await compiler(null, {}, { fetchProgress: () => undefined });
  const files = await compiler(args, { 'swiglu.cc': readFileSync(join(folder, 'swiglu.cc'), 'utf8') });
  writeFileSync(join(folder, 'swiglu.wasm'), files['swiglu.wasm'] as Uint8Array);
  return '';
}

const tools: Readonly<Record<string, (args: readonly string[]) => string | Promise<string>>> = {
  hlolite: (args) => program([`${root}apps/cli/bin/hlolite.cjs`, ...args]),
  node: program,
  'clang++': clang,
};

test('the listings are files', () => {
  expect(listings.map(({ code }) => fileName.exec(code)?.[1]).filter(Boolean)).toEqual([
    'swiglu.py',
    'swiglu.mjs',
    'run.mjs',
    'swiglu-op.mjs',
    'swiglu.cc',
    'swiglu-wasm.mjs',
    'page.mjs',
    'index.html',
  ]);
});

test.each(['swiglu.mjs', 'swiglu-op.mjs'])('%s is the one among the examples', (name) => {
  expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(`${root}examples/gated_mlp/${name}`, 'utf8'));
});

test.each(commands)('%s', async (command) => {
  const [name, ...args] = command.split(/\s+/) as [string, ...string[]];
  const output = await tools[name]?.(args);
  expect(output).toBeTypeOf('string');
  if (args.includes('--expect')) expect(output).toMatch(/right\s*$/);
  if (args[0] === 'run.mjs') expect(output).toMatch(/^3 pieces, off by [\d.]+e-\d+\n$/);
  if (args[0] === 'inspect') expect(output).toMatch(/my\.swiglu/);
});

test('what hlolite run says without the kernel names it', () => {
  const args = ['run', 'gated_mlp.tflite', '--inputs', 'gated_mlp/io.safetensors'];
  const { status, stderr } = spawnSync(process.execPath, [`${root}apps/cli/bin/hlolite.cjs`, ...args], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('a kernel for the CUSTOM op my.swiglu must be given');
});

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** What the page shows in a browser. */
async function shown(site: string): Promise<string> {
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : url;
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    try {
      response.end(readFileSync(join(site, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { launch }: { launch(): Promise<Browser> } = await import(
    /* @vite-ignore */ pathToFileURL(`${root}apps/web/test/chromium.ts`).href
  );
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const output = page.locator('output', { hasText: '.' });
    await output.waitFor({ timeout: 20_000 });
    return (await output.textContent()) ?? '';
  } finally {
    await browser.close();
    server.close();
  }
}

/** As much of playwright's interface as is needed here. */
interface Browser {
  newPage(): Promise<{
    goto(url: string): Promise<unknown>;
    locator(
      selector: string,
      options: { hasText: string },
    ): { waitFor(options: { timeout: number }): Promise<void>; textContent(): Promise<string | null> };
  }>;
  close(): Promise<void>;
}

test('the page shows in a browser what Node computes', async () => {
  const site = join(folder, 'site');
  mkdirSync(site);
  await build({ entryPoints: [join(folder, 'page.mjs')], bundle: true, format: 'esm', outfile: join(site, 'page.js'), logLevel: 'error' });
  for (const name of ['index.html', 'gated_mlp.tflite']) cpSync(join(folder, name), join(site, name));
  const liteRt = createRequire(`${root}packages/runtime/package.json`).resolve('@litertjs/core');
  cpSync(join(liteRt, '../../wasm'), join(site, 'litert'), { recursive: true });
  const { swiglu } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'swiglu.mjs')).href);
  const session = await load(readFileSync(join(site, 'gated_mlp.tflite')), { kernels: [swiglu] });
  const x = denseOf(
    'f32',
    [4, 32],
    Array.from({ length: 128 }, (_, i) => Math.sin(i)),
  );
  const [y] = await session.run([x]);
  session.dispose();
  const numbers = (await shown(site)).split(' ').map(Number);
  expect(numbers).toEqual(Array.from(readNumbers(y as typeof x) as Float32Array, (value) => expect.closeTo(value, 5)));
}, 60_000);
