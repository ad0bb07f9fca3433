// The runtime against the real LiteRT.js: what it says when it cannot, and that it goes on afterwards.
import { denseOf } from '@hlolite/tensor';
import { Float, options } from '@hlolite/tflite-schema';
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
  floats,
  modelOf,
  numbers,
  of,
  problems,
  tensor,
} from '../test/models.js';
import { type Inputs, type Kernel, type LoadableKernel, run } from './node.js';

const watch = consoleWatch();
afterEach(watch.expectSilence);

test('all missing kernels are named with their places in one go, before anything runs', async () => {
  const [x, a, y] = [f32(2), f32(2), f32(2)];
  const model = modelOf([x], [y], [custom('my.swiglu', [x], [a]), custom('my.rope', [a], [y])]);
  expect(await problems(write(model), [of(1, 2)])).toMatchObject([
    {
      code: 'runtime/missing-kernel',
      message: expect.stringMatching(
        /^a kernel for the CUSTOM op my\.swiglu must be given \(registered are CustomRmsNorm, .*rms_norm_gelu\)$/,
      ),
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
    'returns its result instead of writing it',
    { run: (([x]) => [x]) as Kernel['run'] },
    'runtime/kernel-failed',
    'kernel my.double must compute its op (it threw: run must write into its outputs and return nothing (it returned object))',
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

/** A WASM module whose only function, `run`, is unreachable: it traps. */
const trapping = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x07, 0x01, 0x03, 0x72, 0x75, 0x6e, 0x00, 0x00, 0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b],
);

test.each<readonly [string, Partial<LoadableKernel>, string, string]>([
  [
    'cannot be loaded',
    { load: async () => Promise.reject(new Error('no such file')) },
    'runtime/kernel-failed',
    'kernel my.double must load (it threw: no such file)',
  ],
  [
    'is of another version',
    { version: 3 },
    'runtime/kernel-version',
    'the kernel for my.double must implement version 1 of the op (was 3)',
  ],
  [
    'traps',
    {
      load: async () => {
        const { instance } = await WebAssembly.instantiate(trapping);
        return { ...double, run: instance.exports.run as Kernel['run'] };
      },
    },
    'runtime/kernel-failed',
    'kernel my.double must compute its op (it threw: unreachable)',
  ],
])('a WASM kernel that %s is an error, and the runtime goes on', async (_, change, code, message) => {
  const [x, y] = [f32(2), f32(2)];
  const model = modelOf([x], [y], [custom('my.double', [x], [y])]);
  const kernel = { name: 'my.double', load: async () => double, ...change };
  expect(await problems(model, [of(1, 2)], { kernels: [kernel] })).toMatchObject([{ code, message }]);
  expect(numbers(await run(model, [of(1, 2)], { kernels: [{ ...kernel, version: 1, load: async () => double }] }))).toEqual([[2, 4]]);
});

test('an RMS norm with an epsilon of 0 is an error that says so', async () => {
  const [x, y] = [f32(2), f32(2)];
  const operator = custom('hlolite.rms_norm', [x, constant([2], [1, 1])], [y], { epsilon: new Float(0) });
  expect(await problems(modelOf([x], [y], [operator]), [of(1, 2)])).toMatchObject([
    { code: 'runtime/kernel-failed', message: expect.stringContaining('epsilon must be a finite number above 0 (was 0)') },
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
