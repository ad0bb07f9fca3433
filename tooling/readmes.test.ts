// Every package's README has an example, and the example runs as it stands: it imports packages by name and checks its own result.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
// packages/torch is Python; its README's examples are part of its own tests.
const packages = readdirSync(`${root}packages`).filter((name) => name !== 'torch');
const folders = [...packages.map((name) => `packages/${name}`), 'apps/cli'];

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
