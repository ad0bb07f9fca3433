// ARCHITECTURE.md against the code: what it names is there, and what is there it names.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(`${root}ARCHITECTURE.md`, 'utf8');
const section = (title: string) => text.split(`\n## ${title}`)[1]?.split('\n## ')[0] ?? '';
const workspaces = ['packages', 'apps'].flatMap((room) => readdirSync(root + room).map((name) => `${room}/${name}`));
const sources = workspaces.filter((folder) => existsSync(`${root}${folder}/src`) && existsSync(`${root}${folder}/package.json`));
const filesIn = (folder: string) => readdirSync(root + folder, { withFileTypes: true });

const manifests = ['package.json', 'tooling/package.json', ...sources.map((folder) => `${folder}/package.json`)];
type Names = Readonly<Record<string, string>>;

test.each(manifests)('every dependency of %s has its why', (file) => {
  const { dependencies, devDependencies }: { dependencies?: Names; devDependencies?: Names } = JSON.parse(
    readFileSync(root + file, 'utf8'),
  );
  const table = section('Dependencies, and why').replaceAll('@codemirror/\\*', '@codemirror/');
  const named = (name: string) =>
    table.includes(
      name.startsWith('@codemirror/') ? '@codemirror/' : name.replace('@biomejs/', '').replace('@changesets/cli', 'changesets'),
    );
  const outside = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !/^(@hlolite\/|hlolite$|@types\/node$)/.test(name));
  expect(outside.filter((name) => !named(name))).toEqual([]);
});

test('every package is in the table of rooms, and every folder of its sources', () => {
  const rows = section('The rooms').split('\n');
  const missing = sources.flatMap((folder) => {
    const name = folder.split('/')[1] as string;
    const row = rows.find(
      (each) => each.startsWith(`| ${folder} `) || (each.startsWith('| packages/') && each.split('|')[1]?.includes(name)),
    );
    const folders = filesIn(`${folder}/src`).filter(
      (each) => each.isDirectory() && !each.name.startsWith('__') && each.name !== 'generated',
    );
    return folders.filter((each) => !row?.includes(`${each.name}/`)).map((each) => `${folder}/src/${each.name}`);
  });
  expect(missing).toEqual([]);
});

const passes = section('The passes')
  .split('\n')
  .flatMap((row) => (row.startsWith('| ') ? [row.split('|')[1]?.trim() as string] : []))
  .slice(1);

test('every pass before lowering is a file, and each of them is in the table', () => {
  const called = readFileSync(`${root}packages/op-lowering/src/prepare/prepare.ts`, 'utf8');
  const named = passes.filter((name) => name.startsWith('prepare/')).map((name) => name.slice('prepare/'.length));
  const imported = [...called.matchAll(/from '\.\/(?:[\w-]+\/)?([\w-]+)\.js'/g)]
    .map(([, name]) => name as string)
    .filter((name) => name !== 'body');
  expect([...named].sort()).toEqual([...imported].sort());
});

test('every rewrite of the optimizer is in the table', () => {
  const named = passes.filter((name) => name.startsWith('optimize')).join(' ');
  const files = filesIn('packages/op-lowering/src/optimize').map(({ name }) => name.slice(0, -'.ts'.length));
  const rewrites = files.filter((name) =>
    /: Rewrite = \{/.test(readFileSync(`${root}packages/op-lowering/src/optimize/${name}.ts`, 'utf8')),
  );
  expect(rewrites.filter((name) => !named.includes(name) && !name.startsWith('sink-transposes'))).toEqual([]);
});
