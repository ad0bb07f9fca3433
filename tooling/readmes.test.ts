// Every package's README has an example, and the example runs as it stands: it imports packages by name and checks its own result.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { page } from './errors/page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// packages/torch is Python; its README's examples are part of its own tests.
const packages = readdirSync(`${root}packages`).filter((name) => name !== 'torch');
const folders = [...packages.map((name) => `packages/${name}`), 'apps/cli'];

const diagnostics = page();

const examplesIn = (file: string) => [...readFileSync(file, 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code as string);

test.each(folders)('the examples in the README of %s run', async (folder) => {
  const examples = examplesIn(`${root}${folder}/README.md`);
  expect(examples.length).toBeGreaterThan(0);
  // Inside the package, so that its own name and its dependencies resolve.
  const directory = mkdtempSync(join(root, folder, '.readme-'));
  try {
    for (const [index, code] of examples.entries()) {
      const file = join(directory, `example-${index}.ts`);
      writeFileSync(file, code);
      await expect(import(/* @vite-ignore */ pathToFileURL(file).href)).resolves.toBeDefined();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test.each(folders)('the table of exports in the README of %s names exports', (folder) => {
  const rows = readFileSync(`${root}${folder}/README.md`, 'utf8').matchAll(/^\| export +\|.*\n\| -.*\n((?:\|.*\n)+)/gm);
  const named = [...rows].flatMap(([, table]) =>
    (table as string)
      .split('\n')
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)\b(?!\.)/g)].map(([, name]) => name as string)),
  );
  const door =
    readFileSync(`${root}${folder}/src/${folder.endsWith('runtime') ? 'node' : 'index'}.ts`, 'utf8') +
    readFileSync(`${root}${folder}/src/index.ts`, 'utf8');
  expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(door))).toEqual([]);
});

test.each([...folders.map((folder) => `${folder}/README.md`), 'README.md', 'docs/custom-ops.md', 'docs/ops.md'])(
  '%s names diagnostics that there are',
  (file) => {
    const named = [
      ...readFileSync(root + file, 'utf8').matchAll(
        /`((?:lower|custom|parse|ir|bytecode|verify|interpret|vhlo|read|write|schema|runtime|safetensors|tensor|weights|input)\/[a-z0-9-]+)`/g,
      ),
    ];
    expect(named.map(([, code]) => code).filter((code) => !diagnostics.includes(`\`${code}\``))).toEqual([]);
  },
);
