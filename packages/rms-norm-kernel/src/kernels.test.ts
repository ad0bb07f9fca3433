// The kernel against the float64 reference: every type, form, axis and magnitude.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyOf, halfOf, numbersOf, type Type, tensorOf } from '../test/tensors.js';
import { addRmsNorm, type KernelTensor, type ReferenceNorm, rmsNorm, rmsNormGelu, rmsNormReference } from './index.js';

const norm = await rmsNorm.load();
const normGelu = await rmsNormGelu.load();
const addNorm = await addRmsNorm.load();

const size = (shape: readonly number[]) => shape.reduce((count, dimension) => count * dimension, 1);

/** Half a unit in the last place of each type beside the kernel's own float32 error; for i8 half a step, and a bit where that ties. */
const rounding: Record<Exclude<Type, 'i8'>, number> = { f32: 2e-6, f16: 2 ** -11 + 4e-6, bf16: 2 ** -8 + 4e-6 };
const smallest: Record<Exclude<Type, 'i8'>, number> = { f32: 2e-42, f16: 2 ** -24, bf16: 1e-39 };

/** `noise` is what cancellation in float32 (a bias against the scaled norm) may leave. */
function expectClose(got: KernelTensor, want: ArrayLike<number>, noise = 0): void {
  const type = got.type as Type;
  const [scale = 1] = got.quantization?.scale ?? [];
  const low = scale * (-128 - Number(got.quantization?.zeroPoint[0] ?? 0));
  numbersOf(got).forEach((value, i) => {
    const exact = want[i] as number;
    const target = type === 'i8' ? Math.max(low, Math.min(low + 255 * scale, exact)) : exact;
    const allowed = type === 'i8' ? scale * 0.5001 + 4e-6 * Math.abs(exact) : rounding[type] * Math.abs(exact) + smallest[type];
    const overflow = type === 'f16' && Math.abs(exact) > 65504 && Math.abs(value) >= 65504;
    if (!(Object.is(value, exact) || overflow || Math.abs(value - target) <= allowed + noise))
      expect.fail(`element ${i} of ${type}[${got.shape}]: ${value} instead of ${exact}`);
  });
}

const types: readonly Type[] = ['f32', 'f16', 'bf16', 'i8'];

interface Case {
  readonly x: KernelTensor;
  readonly weight?: KernelTensor;
  readonly bias?: KernelTensor;
  readonly y: KernelTensor;
  readonly options: { readonly epsilon: number; readonly axis: number; readonly add_unit_offset: boolean };
}

/** Any norm of a type: shape of rank 1 to 4 with zero-sized ones, axis, weight, bias, offset. */
function cases(type: Type): fc.Arbitrary<Case> {
  const value = fc.float({ min: -50, max: 50, noNaN: true, noDefaultInfinity: true });
  const tensor = (of: Type, shape: readonly number[], scale: number) =>
    fc.array(value, { minLength: size(shape), maxLength: size(shape) }).map((values) => tensorOf(of, shape, values, scale, 7));
  const geometry = fc
    .array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 4 })
    .filter((shape) => size(shape) <= 3000)
    .chain((shape) => fc.tuple(fc.constant(shape), fc.integer({ min: -shape.length, max: shape.length - 1 })));
  return geometry.chain(([shape, axis]) => {
    const width = [shape.at(axis) as number];
    return fc
      .record({
        x: tensor(type, shape, 0.4),
        parameters: fc.constantFrom(type, 'f32' as const).chain((of) => fc.tuple(tensor(of, width, 0.3), tensor(of, width, 0.2))),
        count: fc.integer({ min: 0, max: 2 }),
        options: fc.record({ epsilon: fc.constantFrom(1e-12, 1e-6, 0.5), axis: fc.constant(axis), add_unit_offset: fc.boolean() }),
      })
      .map(({ x, parameters: [weight, bias], count, options }) => ({
        x,
        ...(count > 0 && { weight }),
        ...(count > 1 && { bias }),
        y: emptyOf(type, shape, 0.7, -3),
        options,
      }));
  });
}

const given = (...tensors: readonly (KernelTensor | undefined)[]) => tensors.filter((tensor) => tensor !== undefined);

const reference = ({ x, weight, bias, options }: Case, more: Partial<ReferenceNorm> = {}): Float64Array =>
  rmsNormReference(numbersOf(x), {
    shape: x.shape,
    epsilon: options.epsilon,
    axis: options.axis,
    addUnitOffset: options.add_unit_offset,
    ...(weight && { weight: numbersOf(weight) }),
    ...(bias && { bias: numbersOf(bias) }),
    ...more,
  });

/** float32 noise of a sum of terms up to 50 · √width and a bias. */
const noiseOf = ({ bias, y }: Case): number => (bias ? 1e-4 * (y.type === 'f32' ? 1 : 2) : 0);

describe.each(types)('for %s', (type) => {
  test('any shape, axis, weight, bias and offset gives what float64 gives', () => {
    fc.assert(
      fc.property(cases(type), (one) => {
        norm.run(given(one.x, one.weight, one.bias), [one.y], one.options);
        expectClose(one.y, reference(one), noiseOf(one));
      }),
    );
  });

  test.each([
    ['none', 'erf'],
    ['tanh', 'tanh'],
  ] as const)('GELU behind it, approximate %s, gives what float64 gives', (approximate, gelu) => {
    fc.assert(
      fc.property(cases(type), (one) => {
        normGelu.run(given(one.x, one.weight, one.bias), [one.y], { ...one.options, approximate });
        const before = reference(one);
        const want = reference(one, { gelu });
        // The tail of GELU falls so steeply that float32's rounding of its argument shows: its slope is below 1.2, so in absolute terms it is small.
        expectClose(one.y, want, noiseOf(one) + 2e-6 * before.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
      }),
      { numRuns: 60 },
    );
  });

  test('a residual is added and rounded first, then the sum is normalized', () => {
    fc.assert(
      fc.property(cases(type), (one) => {
        const { shape } = one.x;
        const residual = tensorOf(type, shape, numbersOf(one.x).reverse(), 0.9, 5);
        const sum = emptyOf(type, shape, 1.1, 2);
        addNorm.run(given(one.x, residual, one.weight, one.bias), [one.y, sum], one.options);
        const [a, b] = [numbersOf(one.x), numbersOf(residual)];
        expectClose(
          sum,
          a.map((value, i) => value + (b[i] as number)),
          1e-4,
        );
        expectClose(one.y, reference({ ...one, x: sum }), noiseOf(one));
      }),
    );
  });
});

test.each([1, 3, 4, 15, 16, 17, 63, 4095, 4096, 4097, 20_000])('rows of %i elements are summed to the last one', (width) => {
  const x = tensorOf(
    'f32',
    [3, width],
    Float32Array.from({ length: 3 * width }, (_, i) => Math.sin(i) * 3),
  );
  const weight = tensorOf(
    'f32',
    [width],
    Float32Array.from({ length: width }, (_, i) => 1 + (i % 7)),
  );
  const y = emptyOf('f32', [3, width]);
  norm.run([x, weight], [y], {});
  expectClose(y, rmsNormReference(numbersOf(x), { shape: x.shape, weight: numbersOf(weight) }));
});

test.each([1e-45, 1e-38, 1e-30, 1e-20, 1e-12, 1e12, 1e19, 1e30, 3e38])(
  'values of magnitude %d neither overflow nor vanish',
  (magnitude) => {
    const x = tensorOf(
      'f32',
      [4, 37],
      Float32Array.from({ length: 148 }, (_, i) => magnitude * (i % 2 ? 1 : -0.5)),
    );
    for (const axis of [0, 1])
      for (const epsilon of [1e-300, 1e-6]) {
        const weight = tensorOf('f32', [axis ? 37 : 4], new Float32Array(axis ? 37 : 4).fill(0.75));
        const y = emptyOf('f32', [4, 37]);
        norm.run([x, weight], [y], { epsilon, axis });
        expectClose(y, rmsNormReference(numbersOf(x), { shape: [4, 37], weight: numbersOf(weight), axis, epsilon }));
      }
  },
);

test('a row of any finite floats equals the reference, however its magnitudes are mixed', () => {
  const row = fc
    .array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 40 })
    .filter(({ length }) => length % 2 === 0);
  fc.assert(
    fc.property(row, (values) => {
      const shape = [2, values.length / 2];
      const [x, y] = [tensorOf('f32', shape, values), emptyOf('f32', shape)];
      norm.run([x], [y], {});
      expectClose(y, rmsNormReference(numbersOf(x), { shape }));
    }),
  );
});

test('NaN and infinity go where the formula takes them and stay in their row', () => {
  const x = tensorOf('f32', [3, 2], [1, Number.NaN, Number.POSITIVE_INFINITY, 1, 3, 4]);
  const y = emptyOf('f32', [3, 2]);
  norm.run([x], [y], {});
  expectClose(y, rmsNormReference(numbersOf(x), { shape: [3, 2] }));
});

test.each(['f16', 'bf16'] as const)(
  'every %s survives a sum with 0 exactly, and float32 between two of them goes to the nearest',
  (type) => {
    const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
    const x = { type, shape: [65536], data: all };
    const [y, sum] = [emptyOf(type, [65536]), emptyOf(type, [65536])];
    addNorm.run([x, emptyOf(type, [65536])], [y, sum], {});
    expect(numbersOf(sum).map((value) => value + 0)).toEqual(numbersOf(x).map((value) => value + 0));
    // x + a residual 2^-13 to 2^-8 times as large falls between two numbers; ties among them.
    const residual = tensorOf(
      type,
      [65536],
      numbersOf(x).map((value, i) => (Number.isFinite(value) ? value * 2 ** -(8 + (i % 6)) : 0)),
    );
    addNorm.run([x, residual], [y, sum], {});
    const added = numbersOf(residual);
    const exact = numbersOf(x).map((value, i) => Math.fround(value + (added[i] as number)));
    expect(numbersOf(sum).map((value) => value + 0)).toEqual(numbersOf(tensorOf(type, [65536], exact)).map((value) => value + 0));
  },
);

test('f16 rows whose squares leave f16 by far come out right', () => {
  const x = tensorOf('f16', [1, 64], new Float64Array(64).fill(60_000));
  const y = emptyOf('f16', [1, 64]);
  norm.run([x], [y], {});
  expect(new Set(y.data as Uint16Array)).toEqual(new Set([halfOf(1)]));
});
