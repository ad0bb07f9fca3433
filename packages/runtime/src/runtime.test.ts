// The runtime against the real LiteRT.js: what it computes.
import { rmsNormReference } from '@hlolite/rms-norm-kernel';
import { type Dense, denseOf, type ElementType, elementInfo, readNumbers, writeNumbers } from '@hlolite/tensor';
import { Float, type Model, options, type Subgraph, type Tensor, type TensorType } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { afterEach, expect, test } from 'vitest';
import {
  additionModel,
  builtin,
  consoleWatch,
  constant,
  custom,
  double,
  f32,
  modelOf,
  numbers,
  of,
  problems,
  tensor,
} from '../test/models.js';
import { type Kernel, load, run, separateCustomCodes } from './node.js';

const watch = consoleWatch();
afterEach(watch.expectSilence);

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

test('results are written into tensors that are given for them', async () => {
  const session = await load(additionModel());
  const results = [denseOf('f32', [2, 2], [0, 0, 0, 0])];
  const [one, two] = [denseOf('f32', [2, 2], [1, 1, 1, 1]), denseOf('f32', [2, 2], [2, 2, 2, 2])];
  expect((await session.run([one, two], results))[0]).toBe(results[0]);
  expect(numbers(results)).toEqual([[3, 3, 3, 3]]);
  for (const [given, message] of [
    [[denseOf('f32', [4], [0, 0, 0, 0])], 'result "y0" must be a tensor of f32[2, 2] (was f32[4])'],
    [[], 'the model gives 1 results, "y0" (was given 0 tensors for them)'],
  ] as const)
    await expect(session.run([one, two], given)).rejects.toMatchObject({ diagnostics: [{ code: 'runtime/bad-inputs', message }] });
  session.dispose();
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
      { shape: [2, 3, 20], weight, epsilon: 1e-3 },
    );
    const got = readNumbers(y as Dense) as Float32Array;
    expect(Math.max(...expected.map((value, i) => Math.abs(value + (got[i] as number))))).toBeLessThan(2e-6);
    session.dispose();
  },
);

test('ops of one name with different options get codes of their own, which the same kernel serves', async () => {
  const [x, a, b, y] = [f32(1, 4), f32(1, 4), f32(1, 4), f32(1, 4)];
  const norm = (from: Tensor, to: Tensor, epsilon: number) => custom('hlolite.rms_norm', [from], [to], { epsilon: new Float(epsilon) });
  const model = modelOf([x], [y], [norm(x, a, 1e-6), norm(a, b, 3), norm(b, y, 1e-6)]);
  const input = [denseOf('f32', [1, 4], [1, -1, 1, -1])];
  const before = await run(model, input);
  separateCustomCodes(model);
  const codes = (model.subgraphs[0] as Subgraph).operators.map(({ customCode }) => customCode);
  expect(codes).toEqual(['hlolite.rms_norm', 'hlolite.rms_norm#1', 'hlolite.rms_norm']);
  expect(await run(write(model), input)).toEqual(before);
  separateCustomCodes(model);
  expect((model.subgraphs[0] as Subgraph).operators.map(({ customCode }) => customCode)).toEqual(codes);
});

test('fused norms of quantized tensors see the scales and zero points of the model', async () => {
  const quantized = (scale: number, zeroPoint: bigint): Tensor => ({
    ...tensor('INT8', [1, 4]),
    quantization: { scale: [scale], zeroPoint: [zeroPoint], dimension: 0 },
  });
  const [x, residual, y, sum] = [quantized(0.5, 1n), quantized(0.25, 0n), quantized(0.125, -10n), quantized(1, 3n)];
  const model = modelOf([x, residual], [y, sum], [custom('hlolite.add_rms_norm', [x, residual], [y, sum])]);
  const results = await run(write(model), [denseOf('i8', [1, 4], [5, 5, -3, 1]), denseOf('i8', [1, 4], [4, -4, 0, 0])]);
  // x + residual = [3, 1, -2, 0], whose root mean square is √3.5.
  const expected = [3, 1, -2, 0].map((value) => Math.round(value / Math.sqrt(3.5) / 0.125) - 10);
  expect(numbers(results)).toEqual([expected, [6, 4, 1, 3]]);
});

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

test('a result whose shape a tensor says comes out right, where LiteRT gives memory that was never written', async () => {
  const [x, shape, y, z] = [f32(4), tensor('INT32', [2]), f32(2, 2), f32(2, 2)];
  const reshape = { op: 'RESHAPE', inputs: [x, shape], outputs: [y], options: options('ReshapeOptions', { new_shape: [] }) } as const;
  const session = await load(write(modelOf([x, shape], [y, z], [reshape, builtin('NEG', [y], z)])));
  for (const sign of [1, -1]) {
    const values = [1, 2, 3, 4].map((value) => sign * value);
    expect(numbers(await session.run([of(...values), denseOf('i32', [2], [2, 2])]))).toEqual([values, values.map((value) => -value)]);
  }
  await expect(session.run([of(1, 2, 3, 4), denseOf('i32', [2], [4, 4])])).rejects.toMatchObject({
    diagnostics: [{ code: 'runtime/failed' }],
  });
  session.dispose();
  const unknown = { ...f32(1, 1), shapeSignature: [-1, -1] };
  expect(await problems(modelOf([x, shape], [unknown], [{ ...reshape, outputs: [unknown] }]), [])).toMatchObject([
    { code: 'runtime/dynamic-shape', message: 'the shapes of results must be known before the model runs (was [-1,-1])' },
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
