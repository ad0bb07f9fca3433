import { CompileError } from '@hlolite/diagnostics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blobSource,
  bytesNow,
  type Dense,
  denseOf,
  expandedBytes,
  isInMemory,
  memorySource,
  readSafetensors,
  readSafetensorsLater,
  splatOf,
  writeSafetensors,
} from './index.js';

const tensors = new Map<string, Dense>([
  ['weight', denseOf('f32', [2, 2], [1, 2, 3, 4])],
  ['steps', denseOf('i64', [], [7n])],
  ['__proto__', denseOf('bf16', [1], [1.5])],
  ['mask', splatOf('i1', [3], 1)],
]);

function file(header: unknown, dataLength = 0): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

function errorOf(bytes: Uint8Array) {
  try {
    readSafetensors(bytes, 'io.safetensors');
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('no error');
}

test('what is written is read again, as views on the file', () => {
  const bytes = writeSafetensors(tensors, { made: 'here' });
  const read = readSafetensors(bytes);
  expect(read.metadata).toEqual({ made: 'here' });
  expect([...read.tensors.keys()]).toEqual([...tensors.keys()]);
  for (const [name, { type, shape, bytes: content }] of read.tensors) {
    const wanted = tensors.get(name) as Dense;
    expect({ type, shape }).toEqual({ type: wanted.type, shape: wanted.shape });
    expect(bytesNow(content)).toEqual(expandedBytes(wanted));
    expect((content as Uint8Array).buffer).toBe(bytes.buffer);
  }
});

test('tensors of a source that is not in memory are ranges of it, and a Blob can be read too', async () => {
  const bytes = writeSafetensors(tensors);
  const blob = blobSource(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  for (const read of [readSafetensors(memorySource(bytes)), await readSafetensorsLater(blob)]) {
    const content = read.tensors.get('steps')?.bytes;
    if (!content || isInMemory(content)) throw new Error('expected a range');
    expect(await content.source.read(content.offset, content.length)).toEqual(expandedBytes(tensors.get('steps') as Dense));
  }
  expect(() => readSafetensors(blob)).toThrow('its source only answers later');
});

describe('an untrusted header is an error that names the tensor', () => {
  const f32 = (begin: number, end: number, shape = [1]) => ({ dtype: 'F32', shape, data_offsets: [begin, end] });
  test.each([
    ['too-short', new Uint8Array(5), 'at least 8 bytes (was 5)'],
    ['header-length', new Uint8Array(8).fill(255), 'must end inside the file'],
    ['header', file('{"a":'), 'must be JSON'],
    ['header', file('[1]'), 'must be a JSON object'],
    ['header', file('['.repeat(100_000)), 'must be JSON'],
    ['duplicate', file('{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"\\u0061":{}}'), '"a" is there twice'],
    ['metadata', file({ __metadata__: { a: 1 } }), 'must map names to strings'],
    ['dtype', file({ a: { ...f32(0, 4), dtype: 'F31' } }, 4), '(was "F31")'],
    ['dtype', file({ a: 3 }), '(was undefined)'],
    ['shape', file({ a: f32(0, 4, [-1]) }, 4), '(was [-1])'],
    ['shape', file({ a: f32(0, 4, [2 ** 40, 2 ** 40]) }, 4), 'must list sizes'],
    ['offsets', file({ a: f32(4, 0) }, 4), '(was [4,0])'],
    ['offsets', file({ a: f32(0, 4) }, 3), 'ends at 4, there are 3 bytes'],
    ['size', file({ a: f32(0, 8) }, 8), 'must have 4 bytes for F32 [1] (was 8)'],
    ['overlap', file({ a: f32(0, 4), b: f32(2, 6) }, 6), 'at 4 (was 2)'],
    ['hole', file({ a: f32(0, 4), b: f32(6, 10) }, 10), 'at 4 (was 6)'],
    ['hole', file({ a: f32(0, 4) }, 9), '4 of 9 bytes are used'],
  ])('%s', (code, bytes, message) => {
    const diagnostic = errorOf(bytes);
    expect(diagnostic?.code).toBe(`safetensors/${code}`);
    expect(diagnostic?.message).toContain(message);
    expect(diagnostic?.place?.label).toMatch(/^io\.safetensors/);
    if (['dtype', 'shape', 'offsets', 'size', 'overlap'].includes(code)) expect(diagnostic?.place?.label).toMatch(/tensor "[ab]"/);
  });
});

test('damage anywhere is read or refused, never a crash', () => {
  const bytes = writeSafetensors(tensors);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
      const damaged = bytes.slice(0, length);
      if (at < length) damaged[at] = value;
      try {
        readSafetensors(damaged);
      } catch (error) {
        expect(error).toBeInstanceOf(CompileError);
      }
    }),
  );
});

test('an element type without a code is refused by name', () => {
  expect(() => writeSafetensors(new Map([['a', denseOf('i4', [1], [1])]]))).toThrow('no code for i4');
});
