// What the kernel asks of its callers and what it leaves alone: memory, shapes, types, attributes.
import { expect, test } from 'vitest';
import { emptyOf, numbersOf, quantization, tensorOf } from '../test/tensors.js';
import { addRmsNorm, type KernelTensor, rmsNorm, rmsNormGelu, rmsNormKernels, rmsNormReference, type TensorInfo } from './index.js';

const kernel = await rmsNorm.load();
const gelu = await rmsNormGelu.load();
const add = await addRmsNorm.load();

test('on the memory of somebody else it works in place of the tensors and touches nothing around them', async () => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const heap = new Float32Array(memory.buffer).fill(42);
  const foreign = await rmsNorm.load(memory);
  const tensor = (shape: readonly number[], data: Float32Array) => ({ type: 'f32', shape, data });
  for (const axis of [0, 1]) {
    const [x, weight, y] = [heap.subarray(100, 106).fill(2), heap.subarray(201, 203 + axis).fill(1), heap.subarray(303, 309)];
    foreign.run([tensor([2, 3], x), tensor([2 + axis], weight)], [tensor([2, 3], y)], { axis });
    expect([...y]).toEqual([...Float32Array.from(rmsNormReference(x, { shape: [2, 3], axis }))]);
  }
  expect(heap.filter((value) => value === 42).length).toBe(heap.length - 6 - 3 - 6);
  expect(() => foreign.run([emptyOf('f32', [1])], [emptyOf('f32', [1])], {})).toThrow(
    'tensors must lie in the memory that the kernel was loaded on',
  );
});

test('its own memory grows with the tensors', () => {
  const x = tensorOf('f32', [300, 1000], new Float32Array(300_000).fill(5));
  const y = emptyOf('f32', x.shape);
  kernel.run([x], [y], {});
  expect(new Set(numbersOf(y))).toEqual(new Set([1]));
});

test('results may take the place of operands', async () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const heap = new Float32Array(memory.buffer);
  const foreign = await addRmsNorm.load(memory);
  const values = [1, 2, 3, 4, 5];
  const tensor = (at: number, data: readonly number[]): KernelTensor => {
    heap.set(data, at);
    return { type: 'f32', shape: [5], data: heap.subarray(at, at + 5) };
  };
  const [x, residual] = [tensor(16, values), tensor(32, values)];
  foreign.run([x, residual], [x, residual], {});
  expect(numbersOf(residual)).toEqual([2, 4, 6, 8, 10]);
  expect(numbersOf(x)).toEqual([...Float32Array.from(rmsNormReference([2, 4, 6, 8, 10], { shape: [5] }))]);
});

test('each kernel serves names of its own', () => {
  const names = rmsNormKernels.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(rmsNormKernels.map(({ name }) => name)).toEqual(['hlolite.rms_norm', 'hlolite.rms_norm_gelu', 'hlolite.add_rms_norm']);
});

const info = (type: string, ...shape: number[]): TensorInfo => ({ type, shape });

test('results have the shape of x', () => {
  expect(kernel.outputShapes([info('f32', 2, 0, 8), info('f32', 8)], { axis: 2n })).toEqual([[2, 0, 8]]);
  expect(add.outputShapes([info('bf16', 2, 8), info('bf16', 2, 8)], {})).toEqual([
    [2, 8],
    [2, 8],
  ]);
});

const refused: readonly (readonly [string, () => unknown])[] = [
  ['weight must be 1-D (was 2-D)', () => kernel.outputShapes([info('f32', 4), info('f32', 1, 4)], {})],
  ['weight must be as long as the normalized dimension, 4 (was 3)', () => kernel.outputShapes([info('f32', 2, 4), info('f32', 3)], {})],
  ['x must have at least one dimension (was a scalar)', () => kernel.outputShapes([info('f32')], {})],
  ['x must be of type f32, f16, bf16, i8 (was f64)', () => kernel.outputShapes([info('f64', 4)], {})],
  ['x of type i8 must have one scale and one zero point (was not quantized)', () => kernel.outputShapes([info('i8', 4)], {})],
  [
    'x of type i8 must have one scale and one zero point (was 2 scales)',
    () => kernel.outputShapes([{ ...info('i8', 2), quantization: { scale: [1, 2], zeroPoint: [0, 0] } }], {}),
  ],
  [
    'the scale of x must be finite and above 0 (was 0)',
    () => kernel.outputShapes([{ ...info('i8', 2), quantization: quantization(0, 0) }], {}),
  ],
  ["weight must be of x's type, f16, or f32 (was bf16)", () => kernel.outputShapes([info('f16', 4), info('bf16', 4)], {})],
  ['weight must be of type f32 (was f16)', () => kernel.outputShapes([info('f32', 4), info('f16', 4)], {})],
  ['bias must have the type of weight, f16 (was f32)', () => kernel.outputShapes([info('f16', 4), info('f16', 4), info('f32', 4)], {})],
  ["residual must have x's type and shape, f32[4] (was f32[5])", () => add.outputShapes([info('f32', 4), info('f32', 5)], {})],
  ['the norm takes x, and weight and bias as wanted (was given 0 inputs)', () => kernel.outputShapes([], {})],
  ['the norm takes x, residual, and weight and bias as wanted (was given 1 inputs)', () => add.outputShapes([info('f32', 4)], {})],
  ['epsilon must be a finite number above 0 (was 0)', () => kernel.outputShapes([info('f32', 4)], { epsilon: 0 })],
  ['epsilon must be a finite number above 0 (was NaN)', () => kernel.outputShapes([info('f32', 4)], { epsilon: Number.NaN })],
  ['epsilon must be a finite number above 0 (was 1e-6)', () => kernel.outputShapes([info('f32', 4)], { epsilon: '1e-6' })],
  ['axis must be an integer from -2 to 1 (was 2)', () => kernel.outputShapes([info('f32', 4, 4)], { axis: 2 })],
  ['axis must be an integer from -1 to 0 (was 0.5)', () => kernel.outputShapes([info('f32', 4)], { axis: 0.5 })],
  ['add_unit_offset must be true or false (was 1)', () => kernel.outputShapes([info('f32', 4)], { add_unit_offset: 1 })],
  ["approximate must be 'none', 'tanh', true or false (was erf)", () => gelu.outputShapes([info('f32', 4)], { approximate: 'erf' })],
  ['the norm gives y, sum (was given 1 outputs)', () => add.run([emptyOf('f32', [4]), emptyOf('f32', [4])], [emptyOf('f32', [4])], {})],
  ["y must have x's type and shape, f32[4] (was f16[4])", () => kernel.run([emptyOf('f32', [4])], [emptyOf('f16', [4])], {})],
];

test.each(refused)('refuses with "%s"', (message, act) => {
  expect(act).toThrow(new Error(message));
});

test('data shorter than its shape does not reach the kernel', () => {
  const [short, full] = [{ type: 'f32', shape: [8], data: new Float32Array(4) }, emptyOf('f32', [8])];
  expect(() => kernel.run([full], [short], {})).toThrow('y of shape [8] must hold 32 bytes of f32 (was 16 bytes)');
  expect(() => kernel.run([short], [full], {})).toThrow('x of shape [8] must hold 32 bytes of f32 (was 16 bytes)');
  expect(() => kernel.run([full, short], [full], {})).toThrow('weight of shape [8] must hold 32 bytes of f32 (was 16 bytes)');
});

test('what is remembered of frozen options is checked again for other tensors', () => {
  const options = Object.freeze({ epsilon: 1e-6 });
  const norm = (...values: number[]) => {
    const [x, y] = [{ type: 'f32', shape: [values.length], data: Float32Array.from(values) }, emptyOf('f32', [values.length])];
    kernel.run([x], [y], options);
    return Array.from(y.data as Float32Array);
  };
  expect(norm(3, -3)).toEqual([expect.closeTo(1, 5), expect.closeTo(-1, 5)]);
  expect(norm(5, 5, 5, -5)).toEqual([1, 1, 1, -1].map((sign) => expect.closeTo(sign, 5)));
  expect(() => kernel.run([emptyOf('f32', [4])], [emptyOf('f32', [2])], options)).toThrow(
    "y must have x's type and shape, f32[4] (was f32[2])",
  );
});
