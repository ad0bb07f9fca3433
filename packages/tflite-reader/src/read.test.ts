import { readFileSync } from 'node:fs';
import { CompileError } from '@hlolite/diagnostics';
import { type ByteRange, type ByteSource, bytesNow, memorySource } from '@hlolite/tensor';
import { type Model, options, printModel, type Subgraph, type Tensor } from '@hlolite/tflite-schema';
import { write, writeChunks } from '@hlolite/tflite-writer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read, readSource } from './index.js';

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../fixtures/${name}.tflite`, import.meta.url)));
const composite = fixture('official-composite');

function small(): Model {
  const x: Tensor = { name: 'x', type: 'FLOAT32', shape: [2] };
  const w: Tensor = { name: 'w', type: 'FLOAT32', shape: [2], data: new Uint8Array(new Float32Array([1, 2]).buffer) };
  const y: Tensor = { name: 'y', type: 'FLOAT32', shape: [2], quantization: { scale: [0.5], zeroPoint: [3n], dimension: 0 } };
  const add = options('AddOptions', { fused_activation_function: 'RELU' });
  const main = {
    name: 'main',
    tensors: [x, w, y],
    inputs: [x],
    outputs: [y],
    operators: [{ op: 'ADD', inputs: [x, w], outputs: [y], options: add }],
  } as const;
  const subgraph = { ...main, tensors: [...main.tensors], inputs: [x], outputs: [y], operators: [...main.operators] };
  return {
    description: 'small',
    subgraphs: [subgraph],
    signatures: [{ key: 'f', subgraph, inputs: [{ name: 'x', tensor: x }], outputs: [] }],
    metadata: [],
  };
}

/** The error that reading gives; a Model is no error. Anything but a CompileError fails the test. */
function failure(bytes: Uint8Array): CompileError | undefined {
  try {
    read(bytes);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(CompileError);
    return error as CompileError;
  }
}

test('a file of the official converter with a composite is read', () => {
  expect(printModel(read(composite))).toMatchSnapshot();
});

test.each(['official-composite', 'official-builtins'])('%s comes back the same when it is written and read again', (name) => {
  const model = read(fixture(name));
  expect(read(write(model))).toEqual(model);
  expect(read(write(model, { externalBuffers: true }))).toEqual(model);
});

test('constants are views on the file, and ranges of a source', () => {
  const constant = (model: Model) => model.subgraphs[0]?.tensors.find(({ data }) => data !== undefined)?.data;
  expect((constant(read(composite)) as Uint8Array).buffer).toBe(composite.buffer);
  const source = memorySource(composite);
  const range = constant(read(source));
  expect(range).toMatchObject({ source });
  expect(bytesNow(range as NonNullable<typeof range>)).toEqual(constant(read(composite)));
});

test('a source that answers later is read in pages, and the constants are left where they are', async () => {
  const weight: Tensor = { name: 'w', type: 'UINT8', shape: [3_000_000], data: new Uint8Array(3_000_000) };
  const bias: Tensor = { name: 'b', type: 'UINT8', shape: [100], data: new Uint8Array(100).fill(1) };
  const subgraph = { name: 'main', tensors: [weight, bias], inputs: [], outputs: [weight], operators: [] };
  const file = write({ description: 'x'.repeat(100_000), subgraphs: [subgraph], signatures: [], metadata: [] });
  let bytesRead = 0;
  const later: ByteSource = {
    name: 'blob',
    size: file.length,
    read: async (offset, length) => {
      bytesRead += length;
      return file.slice(offset, offset + length);
    },
  };
  const model = await readSource(later);
  expect(model.subgraphs[0]?.tensors.map(({ name, data }) => [name, data?.length])).toEqual([
    ['w', 3_000_000],
    ['b', 100],
  ]);
  expect(bytesRead).toBeLessThan(2_000_000);
  expect(() => read(later)).toThrow('answers at once');
});

test.each([
  ['no bytes', new Uint8Array(0), 'read/not-tflite'],
  ['bytes of something else', new TextEncoder().encode('module {\n  func.func @main() { return }\n}\n'), 'read/not-tflite'],
  ['only a header', Uint8Array.from([16, 0, 0, 0, ...new TextEncoder().encode('TFL3')]), 'read/corrupt'],
])('%s give an error that says so', (_, bytes, code) => {
  expect(failure(bytes)?.diagnostics).toMatchObject([
    { code, place: { label: expect.stringContaining('byte 0x') }, hint: expect.any(String) },
  ]);
});

test('random bytes behind a right header give an error or a model', () => {
  const attempt = (tail: Uint8Array) => void failure(Uint8Array.from([8, 0, 0, 0, 84, 70, 76, 51, ...tail]));
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), attempt), { numRuns: 2000 });
});

test('a file cut anywhere gives an error or a model, never anything else', () => {
  const whole = write(small());
  const used = whole.length - 64;
  for (let length = 0; length < whole.length; length++) {
    const error = failure(whole.subarray(0, length));
    if (length < used) expect(error, `cut at ${length}`).toBeDefined();
  }
  for (let length = 0; length < composite.length; length += 7) failure(composite.subarray(0, length));
});

test('any byte may be wrong', () => {
  const whole = write(small());
  const mutation = (file: Uint8Array) => fc.tuple(fc.constant(file), fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 }));
  const attempt = ([file, at, byte]: [Uint8Array, number, number]) => void failure(file.with(at, byte));
  fc.assert(fc.property(fc.oneof(mutation(whole), mutation(composite)), attempt), { numRuns: 5000 });
});

test('a table that stands in a file a million times over is refused before it fills the memory', () => {
  // A vector of subgraphs, each the same one, whose tensors are each the same one.
  const x: Tensor = { name: 'x'.repeat(5000), type: 'FLOAT32', shape: [1] };
  const many = Array.from({ length: 1000 }, (_, i): Tensor => ({ ...x, name: `t${i}` }));
  const file = write({
    description: '',
    subgraphs: [{ name: '', tensors: [x, ...many], inputs: [], outputs: [], operators: [] }],
    signatures: [],
    metadata: [],
  });
  const view = new DataView(file.buffer);
  // Every tensor's offset is made to point at the table with the long name: find the vector by its length.
  const vector = Array.from({ length: file.length / 4 }, (_, i) => 4 * i).find((at) => view.getUint32(at, true) === 1001) as number;
  const first = vector + 4 + view.getUint32(vector + 4, true);
  for (let at = vector + 4; at < vector + 4 + 4004; at += 4) view.setUint32(at, first - at, true);
  expect(failure(file)?.message).toContain('shared over and over');
});

test('constants beyond 2 GiB are ranges of the source', async () => {
  const length = 2 ** 30;
  const zeros: ByteSource = { name: 'zeros', size: 3 * length, read: (_, count) => new Uint8Array(count) };
  const tensors = [0, 1, 2].map(
    (i): Tensor => ({ name: `w${i}`, type: 'UINT8', shape: [length], data: { source: zeros, offset: i * length, length } }),
  );
  const main = { name: 'main', tensors, inputs: [], outputs: [], operators: [] };
  const { size, chunks } = writeChunks({ description: '', subgraphs: [main], signatures: [], metadata: [] });
  const head = (await chunks[Symbol.asyncIterator]().next()).value as Uint8Array;
  const file: ByteSource = {
    name: 'big.tflite',
    size,
    read: (offset, count) => Uint8Array.from({ length: count }, (_, i) => head[offset + i] ?? 0),
  };
  const ranges = read(file).subgraphs[0]?.tensors.map(({ data }) => data as ByteRange) ?? [];
  expect(ranges.map((range) => [range.source, range.length])).toEqual([
    [file, length],
    [file, length],
    [file, length],
  ]);
  expect(ranges[2]?.offset).toBe((ranges[0]?.offset ?? 0) + 2 * length);
});

test('an operator of a newer schema is an error that names its code', () => {
  const model = small();
  const [main] = model.subgraphs as [Subgraph];
  const file = write({
    ...model,
    subgraphs: [{ ...main, operators: [{ op: 'STABLEHLO_CASE', inputs: [], outputs: [] }] }],
    signatures: [],
  });
  const view = new DataView(file.buffer);
  const code = Array.from({ length: file.length - 4 }, (_, at) => at).find((at) => view.getInt32(at, true) === 209) as number;
  view.setInt32(code, 4242, true);
  expect(failure(file)?.diagnostics).toMatchObject([
    { code: 'read/unknown-operator', message: 'operator codes must be between 0 and 209 (was 4242)' },
  ]);
});

test('weights in blocks come back with their scales, as a tensor of the same graph', () => {
  const scales: Tensor = { name: 'scales', type: 'FLOAT16', shape: [2, 2], data: Uint8Array.of(0, 60, 0, 60, 0, 60, 0, 60) };
  const blocks = { scales, size: 32 };
  const w: Tensor = {
    name: 'blocked',
    type: 'INT4',
    shape: [2, 64],
    data: new Uint8Array(64),
    quantization: { scale: [], zeroPoint: [], dimension: 0, blocks },
  };
  const model = small();
  // In front of the tensor that it belongs to, and behind it.
  for (const tensors of [
    [w, scales],
    [scales, w],
  ]) {
    const subgraph = { ...(model.subgraphs[0] as Subgraph), tensors: [...(model.subgraphs[0] as Subgraph).tensors, ...tensors] };
    const [again] = read(write({ ...model, subgraphs: [subgraph], signatures: [] })).subgraphs;
    const found = again?.tensors.find(({ name }) => name === 'blocked')?.quantization?.blocks;
    expect(found?.size).toBe(32);
    expect(found?.scales).toBe(again?.tensors.find(({ name }) => name === 'scales'));
  }
});
