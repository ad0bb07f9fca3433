// Weights in files, as a user has them: shards, what can be wrong with them, and a conversion that is interrupted.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntheticModel } from '../../../tooling/weights/synthetic.mjs';
import { fileSource } from './files.js';

const cli = fileURLToPath(new URL('../bin/hlolite.cjs', import.meta.url));
let folder: string;
let model: ReturnType<typeof syntheticModel>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hlolite-weights-'));
  model = syntheticModel(join(folder, 'sharded'), { layers: 2, hidden: 64, inner: 128, type: 'f32', shards: 3 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const convertArguments = (output: string, ...flags: string[]) => [
  cli,
  'convert',
  model.program,
  '-o',
  join(folder, output),
  '--weights',
  model.weights,
  '--signature',
  model.signature,
  ...flags,
];

function convert(output: string, ...flags: string[]) {
  return spawnSync(process.execPath, convertArguments(output, ...flags), { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

const leftOver = () => readdirSync(folder).filter((name) => name.includes('.tmp') || name.endsWith('.tflite'));

test('shards give the same model as one file', () => {
  expect(convert('sharded.tflite')).toMatchObject({ status: 0, stderr: '' });
  const whole = syntheticModel(join(folder, 'whole'), { layers: 2, hidden: 64, inner: 128, type: 'f32' });
  // The numbers of a file begin anew in each shard, so only what does not depend on them is compared: sizes.
  const one = spawnSync(process.execPath, [
    cli,
    'convert',
    whole.program,
    '-o',
    join(folder, 'one.tflite'),
    '--weights',
    whole.weights,
    '--signature',
    whole.signature,
  ]);
  expect(one.status).toBe(0);
  expect(readFileSync(join(folder, 'sharded.tflite')).length).toBe(readFileSync(join(folder, 'one.tflite')).length);
  for (const file of ['sharded.tflite', 'one.tflite']) rmSync(join(folder, file));
});

test('weights in fewer bits make a smaller file, and the note says by how much', () => {
  const { status, stderr } = convert('int8.tflite', '--weights-as', 'int8');
  expect(status).toBe(0);
  expect(stderr).toMatch(/note\[weights\/stored\]: 6 constants are stored as int8/);
  expect(readFileSync(join(folder, 'int8.tflite')).length).toBeLessThan(80_000);
  rmSync(join(folder, 'int8.tflite'));
});

test('weights are stored by name and by size; a pattern that no weight has is told', () => {
  const { status, stderr } = convert(
    'rules.tflite',
    '--weights-as',
    'int8',
    '--weights-as',
    '*.gate.weight=f16',
    '--weights-as',
    'gat=keep',
  );
  expect(status).toBe(0);
  expect(stderr).toMatch(/note\[weights\/stored\]: 2 constants are stored as f16, 4 as int8/);
  expect(stderr).toMatch(/warning\[weights\/unused-rule\]: gat must decide about some weight \(there are layers\.0\.gate\.weight, /);
  const large = convert('rules.tflite', '--weights-as', 'int8', '--weights-at-least', '1000000');
  expect(large.stderr).toContain('no constant is stored otherwise');
  expect(convert('rules.tflite', '--weights-as', 'int7').stderr).toContain('--weights-as takes [NAMES=]FORMAT');
  rmSync(join(folder, 'rules.tflite'));
});

test.each([
  ['is missing', (shard: string) => rmSync(shard), /cannot read .*model-00002-of-00003\.safetensors: there is no such file/],
  ['is cut short', (shard: string) => truncateSync(shard, 5000), /model-00002-of-00003\.safetensors/],
  [
    'is of another model',
    (shard: string) => copyFileSync(model.files[0] as string, shard),
    /model-00002-of-00003\.safetensors must have the tensor/,
  ],
])('a shard that %s is named, and nothing is left behind', (_, damage, message) => {
  const shard = model.files[1] as string;
  const sound = readFileSync(shard);
  damage(shard);
  const { status, stderr } = convert('damaged.tflite');
  writeFileSync(shard, sound);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(leftOver()).toEqual([]);
});

test('a file that changes its size while it is read is an error that names it and the byte', () => {
  const path = join(folder, 'growing');
  writeFileSync(path, 'sixteen bytes...');
  const source = fileSource(path);
  expect(source.read(0, 4)).toHaveLength(4);
  appendFileSync(path, 'more');
  expect(() => source.read(8, 4)).toThrow(/must keep its size while it is read \(it had 16 bytes, and 20 when byte 8 was read\)/);
});

test('Ctrl-C in the middle leaves nothing behind', async () => {
  // Holes in a file: 3 GB to write, none on the disk before.
  const large = syntheticModel(join(folder, 'large'), { layers: 30, hidden: 2048, inner: 4096, type: 'f32', sparse: true });
  const output = join(folder, 'large.tflite');
  const args = [cli, 'convert', large.program, '-o', output, '--weights', large.weights, '--signature', large.signature];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  for (let waited = 0; leftOver().length === 0 && waited < 30_000; waited += 20) await setTimeout(20);
  expect(leftOver()).toHaveLength(1);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(leftOver()).toEqual([]);
});
