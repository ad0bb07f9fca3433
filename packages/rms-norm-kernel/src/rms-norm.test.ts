import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KernelTensor, loadRmsNorm, type RmsNormKernel, rmsNorm, rmsNormReference } from './index.js';

const kernel = await loadRmsNorm();
const f32 = (shape: readonly number[], data: Float32Array): KernelTensor => ({ type: 'f32', shape, data });
const size = (shape: readonly number[]) => shape.reduce((count, dimension) => count * dimension, 1);

function compute(x: Float32Array, weight: Float32Array, epsilon: number, shape: readonly number[] = [x.length]): Float32Array {
  const y = new Float32Array(x.length);
  kernel.run([f32(shape, x), f32([weight.length], weight)], [f32(shape, y)], { epsilon });
  return y;
}

/** Within a few units in the last place of the float64 result. A normalized element that is denormal is rounded before the weight (up to 1000) scales it. */
function expectClose(got: Float32Array, want: Float32Array): void {
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i++) {
    const [g, w] = [got[i] as number, want[i] as number];
    if (!(Object.is(g, w) || Math.abs(g - w) <= 1e-6 * Math.abs(w) + 2e-42)) expect.fail(`element ${i}: ${g} instead of ${w}`);
  }
}

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((outer) => fc.nat(67).map((width) => [...outer, width]));
const element = fc.float({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true });

test('equals the float64 reference for shapes of rank 1 to 5, zero-sized ones and widths that fill no vector', () => {
  const cases = shapes.chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      x: fc.array(element, { minLength: size(shape), maxLength: size(shape) }),
      weight: fc.array(element, { minLength: shape.at(-1) as number, maxLength: shape.at(-1) as number }),
      epsilon: fc.constantFrom(1e-12, 1e-6, 1e-5, 0.5),
    }),
  );
  fc.assert(
    fc.property(cases, ({ shape, x, weight, epsilon }) => {
      const [xs, ws] = [Float32Array.from(x), Float32Array.from(weight)];
      expectClose(compute(xs, ws, epsilon, shape), rmsNormReference(xs, ws, epsilon));
    }),
  );
});

test.each([1, 3, 4, 15, 16, 17, 63, 4095, 4096, 4097, 20_000])('a row of %i elements is summed to the last one', (width) => {
  const x = Float32Array.from({ length: width }, (_, i) => Math.sin(i) * 3);
  const weight = Float32Array.from({ length: width }, (_, i) => 1 + (i % 7));
  expectClose(compute(x, weight, 1e-6), rmsNormReference(x, weight, 1e-6));
});

test.each([1e-45, 1e-38, 1e-30, 1e-20, 1e-12, 1e12, 1e19, 1e30, 3e38])('rows of magnitude %d neither overflow nor vanish', (magnitude) => {
  const x = Float32Array.from({ length: 37 }, (_, i) => magnitude * (i % 2 ? 1 : -0.5));
  const weight = new Float32Array(37).fill(0.75);
  for (const epsilon of [1e-300, 1e-6]) expectClose(compute(x, weight, epsilon), rmsNormReference(x, weight, epsilon));
});

test('a row of any finite floats equals the reference, however its magnitudes are mixed', () => {
  const row = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(row, (values) => {
      const x = Float32Array.from(values);
      const weight = new Float32Array(x.length).fill(1);
      expectClose(compute(x, weight, 1e-6), rmsNormReference(x, weight, 1e-6));
    }),
  );
});

test('NaN and infinity go where the formula takes them and stay in their row', () => {
  const x = Float32Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 1, 3, 4);
  const weight = Float32Array.of(1, 1);
  expect(compute(x, weight, 1e-6, [3, 2])).toEqual(rmsNormReference(x, weight, 1e-6));
});

test('on the memory of somebody else it works in place of the tensors and touches nothing around them', async () => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const heap = new Float32Array(memory.buffer).fill(42);
  const foreign = await rmsNorm.load(memory);
  const [x, weight, y] = [heap.subarray(100, 106).fill(2), heap.subarray(201, 204).fill(1), heap.subarray(303, 309)];
  foreign.run([f32([2, 3], x), f32([3], weight)], [f32([2, 3], y)], { epsilon: 1e-6 });
  expectClose(y, rmsNormReference(x, weight, 1e-6));
  expect(heap.filter((value) => value === 42).length).toBe(heap.length - 6 - 3 - 6);
  expect(() =>
    foreign.run([f32([1], new Float32Array(1)), f32([1], new Float32Array(1))], [f32([1], new Float32Array(1))], { epsilon: 1 }),
  ).toThrow('tensors must lie in the memory that the kernel was loaded on');
});

test('its own memory grows with the tensors', () => {
  const x = new Float32Array(300_000).fill(5);
  const weight = new Float32Array(1000).fill(1);
  expectClose(compute(x, weight, 1e-6, [300, 1000]), rmsNormReference(x, weight, 1e-6));
});

test('the result has the shape of x', () => {
  const inputs = [
    { type: 'f32', shape: [2, 0, 8] },
    { type: 'f32', shape: [8] },
  ];
  expect(kernel.outputShapes(inputs, { epsilon: 1e-6, axis: 2 })).toEqual([[2, 0, 8]]);
});

const given =
  (x: readonly number[], weight: readonly number[], options: Record<string, unknown>, type = 'f32') =>
  (k: RmsNormKernel) =>
    k.outputShapes(
      [
        { type, shape: x },
        { type: 'f32', shape: weight },
      ],
      options,
    );

test.each([
  ['weight must be 1-D (was 2-D)', given([4], [1, 4], { epsilon: 1 })],
  ['weight must be as long as the last dimension of x, 4 (was 3)', given([2, 4], [3], { epsilon: 1 })],
  ['x must have at least one dimension (was a scalar)', given([], [1], { epsilon: 1 })],
  ['RMS norm needs f32 tensors (was f16)', given([4], [4], { epsilon: 1 }, 'f16')],
  ['RMS norm takes x and weight (was given 0 inputs)', (k: RmsNormKernel) => k.outputShapes([], { epsilon: 1 })],
  ['epsilon must be a finite number above 0 (was absent)', given([4], [4], {})],
  ['epsilon must be a finite number above 0 (was 0)', given([4], [4], { epsilon: 0 })],
  ['epsilon must be a finite number above 0 (was NaN)', given([4], [4], { epsilon: Number.NaN })],
  ['epsilon must be a finite number above 0 (was Infinity)', given([4], [4], { epsilon: Number.POSITIVE_INFINITY })],
  ['axis must be the last one, 1 or -1 (was 0)', given([4, 4], [4], { epsilon: 1, axis: 0 })],
] as const)('refuses with "%s"', (message, act) => {
  expect(() => act(kernel)).toThrow(new Error(message));
});

test('data shorter than its shape does not reach the kernel', () => {
  const [short, full] = [f32([8], new Float32Array(4)), f32([8], new Float32Array(8))];
  expect(() => kernel.run([short, full], [full], { epsilon: 1 })).toThrow('y must be as large as x, 16 bytes (was 32)');
  expect(() => kernel.run([short, full], [short], { epsilon: 1 })).toThrow('x of shape [8] must hold 8 elements (was 16 bytes)');
  expect(() => kernel.run([full, short], [full], { epsilon: 1 })).toThrow('weight of shape [8] must hold 8 elements (was 16 bytes)');
});
