import { CompileError } from '@hlolite/diagnostics';
import { expect, test } from 'vitest';
import { memorySource, readNpy, readNumbers } from './index.js';

/** A file as numpy.save writes it. */
function npy(descr: string, shape: string, data: ArrayBufferView, version = 1, order = 'False'): Uint8Array {
  const fields = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`;
  const header = `${fields.padEnd(117)}\n`;
  const length = version === 1 ? [header.length & 255, header.length >> 8] : [header.length & 255, header.length >> 8, 0, 0];
  const start = [0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...length, ...new TextEncoder().encode(header)];
  return Uint8Array.of(...start, ...new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

const codeOf = (file: Uint8Array): string | undefined => {
  try {
    readNpy(file);
    return undefined;
  } catch (error) {
    return error instanceof CompileError ? error.diagnostics[0]?.code : String(error);
  }
};

test.each([1, 2])('an array of version %i is read from memory and from a source', (version) => {
  const file = npy('<f4', '2, 3', Float32Array.of(1, 2, 3, 4, 5, 6), version);
  for (const given of [file, memorySource(file)]) {
    const dense = readNpy(given);
    expect([dense.type, ...dense.shape]).toEqual(['f32', 2, 3]);
    expect([...readNumbers(dense)]).toEqual([1, 2, 3, 4, 5, 6]);
  }
});

test('scalars, vectors and 64-bit integers are read', () => {
  expect(readNpy(npy('<i8', '', BigInt64Array.of(-7n))).shape).toEqual([]);
  expect([...readNumbers(readNpy(npy('<i8', '2,', BigInt64Array.of(-7n, 8n))))]).toEqual([-7n, 8n]);
});

test.each<readonly [string, Uint8Array, string]>([
  ['no .npy file', new TextEncoder().encode('something else altogether'), 'npy/format'],
  ['an empty file', new Uint8Array(), 'npy/format'],
  ['a header beyond the end', npy('<f4', '2', Float32Array.of(1, 2)).subarray(0, 40), 'npy/format'],
  ['objects', npy('|O', '2', Float32Array.of(1, 2)), 'npy/dtype'],
  ['big-endian numbers', npy('>f4', '2', Float32Array.of(1, 2)), 'npy/dtype'],
  ['column-major order', npy('<f4', '1, 2', Float32Array.of(1, 2), 1, 'True'), 'npy/order'],
  ['data that is cut', npy('<f4', '3', Float32Array.of(1, 2)), 'npy/size'],
  ['a shape beyond all numbers', npy('<f4', '99999999999, 99999999999', Float32Array.of(1, 2)), 'npy/format'],
])('%s is refused', (_, file, code) => {
  expect(codeOf(file)).toBe(code);
});
