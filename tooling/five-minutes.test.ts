// The README's five minutes, as a reader types them: every hlolite command in its order, in one folder that holds the examples.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hloliteIn } from './cli-check.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const commands = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)]
  .flatMap(([, listing]) => (listing as string).replaceAll('\\\n', ' ').split('\n'))
  .filter((line) => /^(hlolite|cd) /.test(line));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hlolite-readme-'));
  cpSync(`${root}examples`, join(folder, 'examples'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let directory = '.';
test.each(commands)('%s', (command) => {
  const [name, ...args] = command.trim().split(/\s+/) as [string, ...string[]];
  if (name === 'cd') {
    directory = args[0] as string;
    return;
  }
  const { status, stdout, stderr } = hloliteIn(join(folder, directory))(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
  if (args.includes('--expect') || args[0] === 'verify') expect(stdout).toMatch(/ right$/m);
});
