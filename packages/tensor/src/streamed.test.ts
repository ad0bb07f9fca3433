import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ByteSource,
  bytesNow,
  chunksOf,
  convertedLater,
  type Dense,
  denseOf,
  elementCount,
  permutedLater,
  readNumbers,
} from './index.js';

/** A source that answers now or later, and counts what is read. */
function counted(bytes: Uint8Array, later: boolean): ByteSource & { read: number; largest: number } {
  const source = {
    name: 'counted',
    size: bytes.length,
    largest: 0,
    read: (offset: number, length: number) => {
      source.largest = Math.max(source.largest, length);
      const view = bytes.subarray(offset, offset + length);
      return later ? Promise.resolve(view) : view;
    },
  };
  return source as never;
}

async function contentOf(dense: Dense): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunksOf(dense.bytes, new Uint8Array(16))) pieces.push(chunk.slice());
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

/** Where each element of the result comes from, in the plainest way. */
function permutedIndices(shape: readonly number[], order: readonly number[]): number[] {
  const strides = shape.map((_, dimension) => elementCount(shape.slice(dimension + 1)));
  const result = order.map((from) => shape[from] as number);
  return Array.from({ length: elementCount(shape) }, (_, index) => {
    let rest = index;
    let place = 0;
    for (let to = order.length - 1; to >= 0; to--) {
      place += (rest % (result[to] as number)) * (strides[order[to] as number] as number);
      rest = Math.floor(rest / (result[to] as number));
    }
    return place;
  });
}

const shapes = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })));

test('any permutation of any shape gives each element at its place, from sources that answer now or later', async () => {
  const types = fc.constantFrom('i8' as const, 'bf16' as const, 'f32' as const, 'i64' as const, 'complex<f64>' as const);
  await fc.assert(
    fc.asyncProperty(shapes, types, fc.boolean(), async ([shape, order], type, later) => {
      const width = { i8: 1, bf16: 2, f32: 4, i64: 8, 'complex<f64>': 16 }[type];
      const bytes = Uint8Array.from({ length: elementCount(shape) * width }, (_, index) => index * 7);
      const source = counted(bytes, later);
      const dense: Dense = { type, shape, bytes: { source, offset: 0, length: bytes.length } };
      const found = await contentOf(permutedLater(dense, order));
      const expected = permutedIndices(shape, order).flatMap((index) => [...bytes.subarray(index * width, (index + 1) * width)]);
      expect([...found]).toEqual(expected);
    }),
  );
});

test('a large tensor is permuted in blocks, from reads of 4 MiB', () => {
  const [rows, columns] = [5000, 4001];
  const numbers = Int32Array.from({ length: rows * columns }, (_, index) => index);
  const bytes = new Uint8Array(numbers.buffer);
  const source = counted(bytes, false);
  const dense: Dense = { type: 'i32', shape: [rows, columns], bytes: { source, offset: 0, length: bytes.length } };
  const turned = permutedLater(dense, [1, 0]);
  expect(turned.shape).toEqual([columns, rows]);
  const found = new Int32Array(new Uint8Array(bytesNow(turned.bytes)).buffer);
  expect(found.length).toBe(numbers.length);
  for (const at of [0, 1, rows - 1, rows, 16_777_215, 16_777_216, 16_777_217, found.length - 1])
    expect(found[at]).toBe((at % rows) * columns + Math.floor(at / rows));
  expect(source.largest).toBeLessThanOrEqual(4 << 20);
});

test('the same permutation of the same range is the same source, so that tied weights stay one', () => {
  const bytes = { source: counted(new Uint8Array(64), false), offset: 0, length: 64 };
  const once = permutedLater({ type: 'f32', shape: [4, 4], bytes }, [1, 0]);
  const twice = permutedLater({ type: 'f32', shape: [4, 4], bytes: { ...bytes } }, [1, 0]);
  expect((once.bytes as typeof bytes).source).toBe((twice.bytes as typeof bytes).source);
  expect((permutedLater({ type: 'f32', shape: [2, 8], bytes }, [1, 0]).bytes as typeof bytes).source).not.toBe(
    (once.bytes as typeof bytes).source,
  );
});

test('conversion on the way gives what conversion at once gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 }),
      fc.boolean(),
      async (numbers, later) => {
        const { bytes } = denseOf('f32', [numbers.length], numbers);
        const source = counted(bytes as Uint8Array, later);
        const dense: Dense = { type: 'f32', shape: [numbers.length], bytes: { source, offset: 0, length: source.size } };
        const found = await contentOf(convertedLater(dense, 'f16'));
        expect([...readNumbers({ type: 'f16', shape: dense.shape, bytes: found })]).toEqual([
          ...readNumbers(denseOf('f16', dense.shape, numbers)),
        ]);
      },
    ),
  );
});

/** A permuted tensor of f32, of `size` × `size`, and how often its source is read. */
function turnedSquare(size: number): { readonly source: ByteSource; reads: number } {
  const bytes = new Uint8Array(size * size * 4);
  const made = { reads: 0 };
  const source: ByteSource = {
    name: 'counted',
    size: bytes.length,
    read: (offset, length) => {
      made.reads++;
      return bytes.subarray(offset, offset + length);
    },
  };
  const turned = permutedLater({ type: 'f32', shape: [size, size], bytes: { source, offset: 0, length: bytes.length } }, [1, 0]);
  return Object.assign(made, { source: (turned.bytes as { source: ByteSource }).source });
}

test('a small permuted tensor is computed once, however it is read', () => {
  const turned = turnedSquare(4);
  turned.source.read(0, 32);
  turned.source.read(32, 32);
  turned.source.read(0, 64);
  expect(turned.reads).toBe(1);
});

test('permuted tensors that have been read to their ends keep 8 MiB together, those read last', () => {
  const size = 1024;
  const all = [turnedSquare(size), turnedSquare(size), turnedSquare(size)];
  for (const { source } of all) source.read(0, source.size);
  for (const { source } of all.toReversed()) source.read(0, 16);
  expect(all.map(({ reads }) => reads)).toEqual([2, 1, 1]);
});

test('a large permuted tensor that has been read to its end keeps nothing', () => {
  const turned = turnedSquare(1500);
  turned.source.read(0, turned.source.size);
  turned.source.read(0, 16);
  expect(turned.reads).toBe(2);
});
