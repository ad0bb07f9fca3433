import { CompileError } from '@hlolite/diagnostics';
import { expect, test } from 'vitest';
import { type ByteSource, denseOf, memorySource, readNumbers, readShardedSafetensors, writeSafetensors } from './index.js';

const shard = (...names: string[]) =>
  writeSafetensors(new Map(names.map((name, index) => [name, denseOf('f32', [2], [index, name.length])])));
const files: Readonly<Record<string, Uint8Array>> = { 'a.safetensors': shard('x', 'long'), 'b.safetensors': shard('y') };
const open = (file: string): ByteSource => memorySource(files[file] as Uint8Array, file);
const index = (map: unknown) => new TextEncoder().encode(JSON.stringify({ metadata: { total_size: 24 }, weight_map: map }));
const whole = { x: 'a.safetensors', long: 'a.safetensors', y: 'b.safetensors' };

test('the tensors of all shards are there, each in its file', () => {
  const { tensors } = readShardedSafetensors(index(whole), 'index.json', open);
  expect([...tensors.keys()]).toEqual(['x', 'long', 'y']);
  expect([...readNumbers(tensors.get('long') as never)]).toEqual([1, 4]);
});

test.each([
  ['no JSON', new TextEncoder().encode('{"weight_map'), 'safetensors/index', 'must be JSON'],
  ['no map', new TextEncoder().encode('{}'), 'safetensors/index', 'must have a "weight_map"'],
  ['a path out of the folder', index({ ...whole, x: '../a.safetensors' }), 'safetensors/index', '"../a.safetensors"'],
  [
    'a tensor that its shard lacks',
    index({ ...whole, z: 'b.safetensors' }),
    'safetensors/shard',
    'shard b.safetensors must have the tensor "z"',
  ],
  [
    'a tensor that the index lacks',
    index({ x: 'a.safetensors', y: 'b.safetensors' }),
    'safetensors/shard',
    '"long" of a.safetensors is not there',
  ],
])('%s is an error that names it', (_, bytes, code, message) => {
  try {
    readShardedSafetensors(bytes, 'index.json', open);
    expect.unreachable();
  } catch (error) {
    const [found] = (error as CompileError).diagnostics;
    expect(error).toBeInstanceOf(CompileError);
    expect(found?.code).toBe(code);
    expect(found?.message).toContain(message);
  }
});

test('a shard that is cut says where it ends', () => {
  const cut = (file: string) => (file === 'b.safetensors' ? memorySource(shard('y').slice(0, -3), file) : open(file));
  expect(() => readShardedSafetensors(index(whole), 'index.json', cut)).toThrow(/inside the file/);
});
