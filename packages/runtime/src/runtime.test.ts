// The runtime against the real LiteRT.js: what it computes, and what it says when it cannot.

import { CompileError } from '@hlolite/diagnostics';
import { rmsNormReference } from '@hlolite/rms-norm-kernel';
import { type Dense, denseOf, type ElementType, elementInfo, readNumbers, writeNumbers } from '@hlolite/tensor';
import {
  encodeFlexBuffer,
  Float,
  type Model,
  type Operator,
  operatorOptions,
  options,
  type Subgraph,
  type Tensor,
  type TensorType,
} from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Inputs, type Kernel, type LoadOptions, load, run } from './node.js';

let counter = 0;
const tensor = (type: TensorType, shape: readonly number[], data?: Uint8Array): Tensor => ({
  name: `t${counter++}`,
  type,
  shape,
  ...(data && { data }),
});
const f32 = (...shape: number[]): Tensor => tensor('FLOAT32', shape);
const constant = (shape: readonly number[], values: readonly number[]): Tensor => tensor('FLOAT32', shape, writeNumbers('f32', values));

function modelOf(inputs: Tensor[], outputs: Tensor[], operators: Operator[]): Model {
  const used = operators.flatMap(({ inputs: from, outputs: to }) => [...from, ...to]).filter((item) => item !== null);
  const main: Subgraph = { name: 'main', tensors: [...new Set([...inputs, ...outputs, ...used])], inputs, outputs, operators };
  const named = (prefix: string, tensors: readonly Tensor[]) => tensors.map((item, i) => ({ name: `${prefix}${i}`, tensor: item }));
  const signature = { key: 'serving_default', subgraph: main, inputs: named('x', inputs), outputs: named('y', outputs) };
  return { description: '', subgraphs: [main], signatures: [signature], metadata: [] };
}

const builtin = (op: 'ADD' | 'MUL' | 'NEG' | 'ABS' | 'LOGICAL_NOT', inputs: Tensor[], output: Tensor): Operator => {
  const table = operatorOptions(op);
  return { op, inputs, outputs: [output], ...(table && { options: table }) };
};
const custom = (customCode: string, inputs: Tensor[], outputs: Tensor[], attributes: Record<string, Float> = {}): Operator => ({
  op: 'CUSTOM',
  customCode,
  inputs,
  outputs,
  customOptions: encodeFlexBuffer(attributes),
});

const floats = (item: KernelTensor | undefined): Float32Array => {
  if (item?.data instanceof Float32Array) return item.data;
  throw new Error('f32 is needed');
};

/** y = 2x, in TypeScript. */
const double: Kernel = {
  name: 'my.double',
  outputShapes: ([x]) => (x ? [x.shape] : []),
  run([x], [y]) {
    floats(y).set(floats(x).map((value) => 2 * value));
  },
};

const of = (...values: number[]): Dense => denseOf('f32', [values.length], values);
const numbers = (tensors: readonly Dense[]): number[][] => tensors.map((dense) => Array.from(readNumbers(dense), Number));

/** The diagnostics that a run ends with. */
async function problems(model: Model | Uint8Array, inputs: Inputs, loadOptions: LoadOptions = {}) {
  const error: unknown = await run(model, inputs, loadOptions).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CompileError)) throw new Error(`a CompileError was expected (was ${error})`);
  return error.diagnostics;
}

const streams = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error'), vi.spyOn(console, 'info')];
beforeEach(() => {
  for (const stream of streams) stream.mockClear();
});
afterEach(() => {
  for (const stream of streams) expect(stream).not.toHaveBeenCalled();
});

function additionModel(): Model {
  const [a, b, sum] = [f32(2, 2), f32(2, 2), f32(2, 2)];
  return modelOf([a, b], [sum], [builtin('ADD', [a, b], sum)]);
}

test('a builtin model runs as one piece, from its objects and from its file', async () => {
  const inputs = [denseOf('f32', [2, 2], [1, 2, 3, 4]), denseOf('f32', [2, 2], [10, 20, 30, 40])];
  for (const model of [additionModel(), write(additionModel())]) {
    const session = await load(model);
    expect(session.steps).toBe(1);
    expect(session.inputs).toEqual([
      { name: 'x0', type: 'f32', shape: [2, 2] },
      { name: 'x1', type: 'f32', shape: [2, 2] },
    ]);
    expect(session.outputs.map(({ name }) => name)).toEqual(['y0']);
    expect(await session.run(inputs)).toEqual([denseOf('f32', [2, 2], [11, 22, 33, 44])]);
    session.dispose();
  }
});

test('inputs may be given by name, and one of all equal elements stored once', async () => {
  const x1: Dense = { ...denseOf('f32', [2, 2], [7]), splat: true };
  expect(numbers(await run(additionModel(), { x1, x0: denseOf('f32', [2, 2], [1, 2, 3, 4]) }))).toEqual([[8, 9, 10, 11]]);
});

test('two runs of a session do not share results, also when they overlap', async () => {
  const session = await load(additionModel());
  const one = denseOf('f32', [2, 2], [1, 1, 1, 1]);
  const two = denseOf('f32', [2, 2], [2, 2, 2, 2]);
  const results = await Promise.all([session.run([one, one]), session.run([two, two])]);
  expect(results.map((result) => numbers(result))).toEqual([[[2, 2, 2, 2]], [[4, 4, 4, 4]]]);
  session.dispose();
  await expect(session.run([one, one])).rejects.toMatchObject({ diagnostics: [{ code: 'runtime/disposed' }] });
});

const movable: readonly (readonly [TensorType, ElementType])[] = [
  ['FLOAT32', 'f32'],
  ['FLOAT16', 'f16'],
  ['BFLOAT16', 'bf16'],
  ['FLOAT64', 'f64'],
  ['INT8', 'i8'],
  ['INT16', 'i16'],
  ['INT32', 'i32'],
  ['INT64', 'i64'],
  ['UINT8', 'ui8'],
  ['UINT16', 'ui16'],
  ['UINT32', 'ui32'],
  ['UINT64', 'ui64'],
  ['BOOL', 'i1'],
  ['COMPLEX64', 'complex<f32>'],
];

test.each(movable)('%s tensors go in and come out bit by bit', async (type, element) => {
  const [x, y] = [tensor(type, [2, 3]), tensor(type, [3, 2])];
  const shape = tensor('INT32', [2], writeNumbers('i32', [3, 2]));
  const model = modelOf(
    [x],
    [y],
    [{ op: 'RESHAPE', inputs: [x, shape], outputs: [y], options: options('ReshapeOptions', { new_shape: [3, 2] }) }],
  );
  const bytes = Uint8Array.from({ length: 6 * elementInfo(element).bytes }, (_, i) => (element === 'i1' ? i % 2 : (i * 37 + 1) % 251));
  expect(await run(model, [{ type: element, shape: [2, 3], bytes }])).toEqual([{ type: element, shape: [3, 2], bytes }]);
});

test('integers and booleans are computed with', async () => {
  const [a, b, p, q] = [tensor('INT64', [2]), tensor('INT64', [2]), tensor('BOOL', [2]), tensor('BOOL', [2])];
  const model = modelOf([a, p], [b, q], [builtin('ADD', [a, a], b), builtin('LOGICAL_NOT', [p], q)]);
  const result = await run(model, [denseOf('i64', [2], [2n ** 40n, -3n]), denseOf('i1', [2], [1, 0])]);
  expect(result).toEqual([denseOf('i64', [2], [2n ** 41n, -6n]), denseOf('i1', [2], [0, 1])]);
});

function normModel(name: string, epsilon: number): Model {
  const [x, doubled, normed, y] = [f32(2, 3, 20), f32(2, 3, 20), f32(2, 3, 20), f32(2, 3, 20)];
  const weight = constant(
    [20],
    Array.from({ length: 20 }, (_, i) => i / 10),
  );
  return modelOf(
    [x],
    [y],
    [
      builtin('ADD', [x, x], doubled),
      custom(name, [doubled, weight], [normed], { epsilon: new Float(epsilon) }),
      builtin('NEG', [normed], y),
    ],
  );
}

test.each(['ai_edge_torch.rms_norm', 'CustomRmsNorm', 'hlolite.rms_norm', 'custom_call.rms_norm', 'rms_norm', 'litert_custom_op.rms_norm'])(
  'the custom RMS norm %s runs on its WASM kernel between two pieces of LiteRT',
  async (name) => {
    const x = Float32Array.from({ length: 120 }, (_, i) => Math.sin(i) * 10 ** ((i % 5) - 3));
    const session = await load(write(normModel(name, 1e-3)));
    expect(session.steps).toBe(3);
    const [y] = await session.run([denseOf('f32', [2, 3, 20], x)]);
    const weight = Float32Array.from({ length: 20 }, (_, i) => i / 10);
    const expected = rmsNormReference(
      x.map((value) => 2 * value),
      weight,
      1e-3,
    );
    const got = readNumbers(y as Dense) as Float32Array;
    expect(Math.max(...expected.map((value, i) => Math.abs(value + (got[i] as number))))).toBeLessThan(2e-6);
    session.dispose();
  },
);

test('options of a CUSTOM op may be JSON text, as the official converter writes them', async () => {
  const [x, y] = [f32(1, 4), f32(1, 4)];
  const operator = {
    ...custom('custom_call.rms_norm', [x, constant([4], [1, 1, 1, 1])], [y]),
    customOptions: new TextEncoder().encode('{"epsilon": 1e-06}'),
  };
  expect(numbers(await run(modelOf([x], [y], [operator]), [denseOf('f32', [1, 4], [3, 3, -3, 3])]))[0]).toEqual(
    [1, 1, -1, 1].map((sign) => expect.closeTo(sign, 5)),
  );
});

test('a kernel in TypeScript sees types, shapes and decoded options, and its op may come first and last', async () => {
  const [x, a, b, y] = [f32(3), f32(3), f32(3), f32(3)];
  const seen: unknown[] = [];
  const watching: Kernel = {
    ...double,
    run(inputs, outputs, attributes) {
      seen.push(
        inputs.map(({ type, shape }) => ({ type, shape })),
        attributes,
      );
      double.run(inputs, outputs, attributes);
    },
  };
  const model = modelOf(
    [x],
    [y],
    [custom('my.double', [x], [a], { rate: new Float(0.5) }), builtin('NEG', [a], b), custom('my.double', [b], [y])],
  );
  expect(numbers(await run(model, [of(1, 2, 3)], { kernels: [watching] }))).toEqual([[-4, -8, -12]]);
  expect(seen).toEqual([[{ type: 'f32', shape: [3] }], { rate: 0.5 }, [{ type: 'f32', shape: [3] }], {}]);
});

test('two custom ops in a row hand their tensors on, and a session runs them again with other numbers', async () => {
  const [x, a, y] = [f32(2), f32(2), f32(2)];
  const session = await load(modelOf([x], [y], [custom('my.double', [x], [a]), custom('my.double', [a], [y])]), { kernels: [double] });
  expect(session.steps).toBe(2);
  expect(numbers(await session.run([of(1, 2)]))).toEqual([[4, 8]]);
  expect(numbers(await session.run([of(5, -1)]))).toEqual([[20, -4]]);
  session.dispose();
});

test('builtin operators around parallel custom ops make one piece before and one behind', async () => {
  const [x, a, b, c, d, e, f, y] = Array.from({ length: 8 }, () => f32(2)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const operators = [
    builtin('NEG', [x], a),
    custom('my.double', [a], [b]),
    builtin('ABS', [x], c),
    custom('my.double', [c], [d]),
    builtin('ADD', [b, d], e),
    builtin('MUL', [e, c], f),
    builtin('ADD', [f, f], y),
  ];
  const session = await load(modelOf([x], [y, c], operators), { kernels: [double] });
  expect(session.steps).toBe(4);
  expect(numbers(await session.run([of(-3, 4)]))).toEqual([
    [72, 0],
    [3, 4],
  ]);
  session.dispose();
});

test('an output that is an input, a constant, or another output comes out right, with and without operators', async () => {
  const [x, y, seven] = [f32(2), f32(2), constant([2], [7, 8])];
  const expected = [
    [1, 2],
    [7, 8],
    [-1, -2],
    [-1, -2],
  ];
  const model = modelOf([x], [x, seven, y, y], [builtin('NEG', [x], y)]);
  expect(numbers(await run(model, [of(1, 2)]))).toEqual(expected);
  expect(numbers(await run(write(model), [of(1, 2)]))).toEqual(expected);
  expect(numbers(await run(modelOf([x], [x, seven], []), [of(1, 2)]))).toEqual([
    [1, 2],
    [7, 8],
  ]);
});

test('tensors without elements pass through kernels and around LiteRT, which refuses them', async () => {
  const [x, y, z, w] = [f32(0, 3), f32(0, 3), f32(2), f32(2)];
  const model = modelOf([x, z], [y, w], [custom('my.double', [x], [y]), builtin('NEG', [z], w)]);
  expect(numbers(await run(model, [denseOf('f32', [0, 3], []), of(1, 2)], { kernels: [double] }))).toEqual([[], [-1, -2]]);
});

test('a signature is run by its key', async () => {
  const model = additionModel();
  const [first] = model.signatures;
  const other = additionModel();
  const [a, b] = (other.subgraphs[0] as Subgraph).inputs as [Tensor, Tensor];
  const second = {
    ...(first as NonNullable<typeof first>),
    key: 'second',
    subgraph: other.subgraphs[0] as Subgraph,
    inputs: [
      { name: 'b', tensor: b },
      { name: 'a', tensor: a },
    ],
    outputs: [{ name: 'sum', tensor: (other.subgraphs[0] as Subgraph).outputs[0] as Tensor }],
  };
  const both: Model = { ...model, subgraphs: [...model.subgraphs, ...other.subgraphs], signatures: [...model.signatures, second] };
  const session = await load(write(both), { signature: 'second' });
  expect(session.inputs.map(({ name }) => name)).toEqual(['a', 'b']);
  const ones = denseOf('f32', [2, 2], [1, 1, 1, 1]);
  expect(numbers(await session.run({ a: ones, b: ones }))).toEqual([[2, 2, 2, 2]]);
  session.dispose();
  expect(await problems(write(both), [], { signature: 'third' })).toMatchObject([
    { code: 'runtime/no-signature', message: `signature must be one of the model's, "serving_default", "second" (was "third")` },
  ]);
});

test('all missing kernels are named with their places in one go, before anything runs', async () => {
  const [x, a, y] = [f32(2), f32(2), f32(2)];
  const model = modelOf([x], [y], [custom('my.swiglu', [x], [a]), custom('my.rope', [a], [y])]);
  expect(await problems(write(model), [of(1, 2)])).toMatchObject([
    {
      code: 'runtime/missing-kernel',
      message: expect.stringMatching(/^a kernel for the CUSTOM op my\.swiglu must be given \(registered are CustomRmsNorm, .*rms_norm\)$/),
      place: { label: 'operator 0 (CUSTOM my.swiglu) of subgraph main' },
      hint: expect.stringContaining('--custom-op my.swiglu=decompose'),
    },
    { code: 'runtime/missing-kernel', place: { label: 'operator 1 (CUSTOM my.rope) of subgraph main' } },
  ]);
});

test('a builtin operator without a kernel in LiteRT is refused by name', async () => {
  const [x, y] = [f32(2), f32(2)];
  const model = modelOf(
    [x],
    [y],
    [{ op: 'STABLEHLO_CUSTOM_CALL', inputs: [x], outputs: [y], options: options('StablehloCustomCallOptions', { call_target_name: 'f' }) }],
  );
  expect(await problems(write(model), [of(1, 2)])).toMatchObject([
    {
      code: 'runtime/no-builtin-kernel',
      message: 'operators must have a kernel in LiteRT (it has none for STABLEHLO_CUSTOM_CALL)',
      hint: 'convert with --custom-op NAME=custom or NAME=decompose',
    },
  ]);
});

test('a CUSTOM op inside a subgraph that an operator calls is refused', async () => {
  const [x, y, inner, innerResult] = [f32(2), f32(2), f32(2), f32(2)];
  const body = modelOf([inner], [innerResult], [custom('my.double', [inner], [innerResult])]).subgraphs[0] as Subgraph;
  const model = modelOf(
    [x],
    [y],
    [
      {
        op: 'STABLEHLO_COMPOSITE',
        inputs: [x],
        outputs: [y],
        options: options('StableHLOCompositeOptions', { name: 'c', decomposition_subgraph_index: body }),
      },
    ],
  );
  expect(
    await problems({ ...model, subgraphs: [...model.subgraphs, { ...body, name: 'body' }] }, [of(1, 2)], { kernels: [double] }),
  ).toMatchObject([{ code: 'runtime/nested-custom-op' }]);
});

const failing: readonly (readonly [string, Partial<Kernel>, string, string])[] = [
  [
    'throws',
    {
      run: () => {
        throw new Error('the tank is empty');
      },
    },
    'runtime/kernel-failed',
    'kernel my.double must compute its op (it threw: the tank is empty)',
  ],
  [
    'throws when asked for shapes',
    {
      outputShapes: () => {
        throw new TypeError('no');
      },
    },
    'runtime/kernel-failed',
    'kernel my.double must compute its op (it threw: no)',
  ],
  [
    'gives a wrong shape',
    { outputShapes: () => [[2, 1]] },
    'runtime/kernel-shape',
    'kernel my.double must give results of the shapes in the model, [2] (was [2, 1])',
  ],
  [
    'gives too few shapes',
    { outputShapes: () => [] },
    'runtime/kernel-shape',
    'kernel my.double must give results of the shapes in the model, [2] (was none)',
  ],
  [
    'writes beyond its result',
    { run: (_, [y]) => floats(y).set(new Float32Array(3)) },
    'runtime/kernel-failed',
    'kernel my.double must compute its op (it threw: offset is out of bounds)',
  ],
  [
    'runs asynchronously',
    { run: (async () => undefined) as Kernel['run'] },
    'runtime/kernel-failed',
    'kernel my.double must compute its op (it threw: run must be synchronous (it returned a Promise))',
  ],
  [
    'is of another version',
    { version: 2 },
    'runtime/kernel-version',
    'the kernel for my.double must implement version 1 of the op (was 2)',
  ],
];

test.each(failing)('a kernel that %s is an error, and the runtime goes on', async (_, change, code, message) => {
  const [x, y] = [f32(2), f32(2)];
  const model = modelOf([x], [y], [custom('my.double', [x], [y])]);
  expect(await problems(model, [of(1, 2)], { kernels: [{ ...double, ...change }] })).toMatchObject([
    { code, message, place: { label: 'operator 0 (CUSTOM my.double) of subgraph main' } },
  ]);
  expect(numbers(await run(model, [of(1, 2)], { kernels: [double] }))).toEqual([[2, 4]]);
});

test('an RMS norm without epsilon is an error that says so', async () => {
  const [x, y] = [f32(2), f32(2)];
  expect(await problems(modelOf([x], [y], [custom('hlolite.rms_norm', [x, constant([2], [1, 1])], [y])]), [of(1, 2)])).toMatchObject([
    { code: 'runtime/kernel-failed', message: expect.stringContaining('epsilon must be a finite number above 0 (was absent)') },
  ]);
});

test('options that are neither a FlexBuffer nor JSON are an error of the op', async () => {
  const [x, y] = [f32(2), f32(2)];
  const operator = { ...custom('my.double', [x], [y]), customOptions: Uint8Array.of(1, 2, 3, 4, 5) };
  expect(await problems(modelOf([x], [y], [operator]), [of(1, 2)], { kernels: [double] })).toMatchObject([
    { code: 'runtime/kernel-failed', message: expect.stringContaining('custom options must be a FlexBuffer map or a JSON object') },
  ]);
});

const two = denseOf('f32', [2, 2], [1, 2, 3, 4]);
test.each<readonly [string, Inputs, readonly string[]]>([
  ['too few', [two], [`the model takes 2 inputs, "x0", "x1" (was given 1)`]],
  [
    'misnamed',
    { x0: two, x2: two },
    [`inputs must be named as the model's, "x0", "x1" (was "x2")`, `input "x1" must be given, a tensor of f32[2, 2]`],
  ],
  ['of another type', [two, denseOf('i32', [2, 2], [1, 2, 3, 4])], [`input "x1" must be a tensor of f32[2, 2] (was i32[2, 2])`]],
  ['of another shape', [denseOf('f32', [4], [1, 2, 3, 4]), two], [`input "x0" must be a tensor of f32[2, 2] (was f32[4])`]],
  ['of too few bytes', [two, { ...two, bytes: new Uint8Array(15) }], [`input "x1" must have 16 bytes (was 15)`]],
])('inputs that are %s are refused by name', async (_, inputs, messages) => {
  expect(await problems(additionModel(), inputs)).toMatchObject(messages.map((message) => ({ code: 'runtime/bad-inputs', message })));
});

test('types that LiteRT.js cannot pass are refused', async () => {
  const x = tensor('INT4', [2]);
  expect(await problems(modelOf([x], [x], []), [])).toMatchObject([
    {
      code: 'runtime/unsupported-type',
      message: 'tensors that go into or out of LiteRT.js must be of a type it can pass (was INT4)',
      place: { label: 'tensor "x0"' },
    },
  ]);
});

test('bytes that are no model are refused, and the runtime goes on', async () => {
  const [garbage] = await problems(new Uint8Array(1000).fill(7), []);
  expect(garbage?.code).toMatch(/^read\//);
  const file = write(additionModel());
  await problems(file.subarray(0, file.length / 2), []);
  expect(numbers(await run(file, [two, two]))).toEqual([[2, 4, 6, 8]]);
});

test('what LiteRT refuses is an error with its own words, not memory that was never written', async () => {
  const [a, b, y] = [f32(2), f32(3), f32(3)];
  const [problem] = await problems(modelOf([a, b], [y], [builtin('ADD', [a, b], y)]), [of(1, 2), of(1, 2, 3)]);
  expect(problem?.code).toMatch(/^runtime\/(bad-model|failed)$/);
  expect(problem?.message).toMatch(/\(LiteRT: [^()]*(\([^()]*\)[^()]*)*Failed to allocate tensors\)$/);
  expect(numbers(await run(additionModel(), [two, two]))).toEqual([[2, 4, 6, 8]]);
});

test('a model that stops LiteRT is an error, and the next model gets a new LiteRT', async () => {
  // ADD on int8 without quantization aborts.
  const [a, b, y] = [tensor('INT8', [2]), tensor('INT8', [2]), tensor('INT8', [2])];
  const bytes = denseOf('i8', [2], [1, 2]);
  const [problem] = await problems(modelOf([a, b], [y], [builtin('ADD', [a, b], y)]), [bytes, bytes]);
  expect(problem?.code).toMatch(/^runtime\/(bad-model|failed)$/);
  expect(numbers(await run(additionModel(), [two, two]))).toEqual([[2, 4, 6, 8]]);
});
