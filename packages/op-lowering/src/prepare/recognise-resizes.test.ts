// Resizes of images are told by the places and weights they use. The programs of exports/ come from PyTorch and JAX (exports/make.py).
import { readFileSync } from 'node:fs';
import { parse } from '@hlolite/mlir-parser';
import { interpret } from '@hlolite/stablehlo';
import { type Dense, denseOf, type ElementType } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, checkSizes, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';
import { broadcast, give, op, program, reshape, splat } from '../../../../tooling/program-text.js';
import { referenceCalls } from '../custom-ops/reference-calls.js';

const exported = (name: string) => readFileSync(new URL(`../../exports/${name}.mlir`, import.meta.url), 'utf8');
const expectedOf = (name: string, x: Dense) => interpret(parse(exported(name)), [x], { customCalls: referenceCalls() });
const nchw = random('f32', [1, 2, 4, 6]);
const nhwc = random('f32', [1, 4, 6, 2]);
const optionsOf = (text: string) =>
  lowered(text)
    .subgraphs[0]?.operators.filter(({ op }) => op.startsWith('RESIZE'))
    .map(({ options }) => options?.fields);
const axesOf = (text: string) => lowered(text).subgraphs[0]?.operators.map(({ options }) => options?.fields.axis);
const firedFor = (text: string) => {
  const fired: string[] = [];
  lowered(text, { trace: ({ rewrite }) => fired.push(rewrite) });
  return fired;
};
const half = { half_pixel_centers: true };

const wide = random('f32', [1, 96, 4, 6]);

describe('exports of PyTorch', () => {
  test.each(['torch_nearest', 'torch_nearest_down', 'torch_nearest_marked', 'torch_nearest_exact', 'torch_nearest_odd_scale'])(
    '%s looks up columns and rows one after the other, bit for bit',
    async (name) => {
      const operators = await check(exported(name), [nchw], { tolerance: 0, exact: true, expected: expectedOf(name, nchw) });
      expect(operators).toEqual(['TRANSPOSE', 'GATHER', 'GATHER', 'TRANSPOSE']);
    },
  );

  test.each([
    ['torch_nearest_wide', {}],
    ['torch_nearest_exact_wide', half],
  ])('%s is RESIZE_NEAREST_NEIGHBOR, bit for bit', async (name, options) => {
    const operators = await check(exported(name), [wide], { tolerance: 0, exact: true });
    expect(operators).toEqual(['TRANSPOSE', 'RESIZE_NEAREST_NEIGHBOR', 'TRANSPOSE']);
    expect(optionsOf(exported(name))).toEqual([options]);
  });

  test.each([
    ['torch_bilinear', half],
    ['torch_bilinear_marked', half],
    ['torch_bilinear_corners', { align_corners: true }],
  ])('%s is RESIZE_BILINEAR', async (name, options) => {
    expect(await check(exported(name), [nchw], { expected: expectedOf(name, nchw) })).toEqual([
      'TRANSPOSE',
      'RESIZE_BILINEAR',
      'TRANSPOSE',
    ]);
    expect(optionsOf(exported(name))).toEqual([options]);
  });

  test('torch_linear is RESIZE_BILINEAR of an image with one row', async () => {
    const operators = await check(exported('torch_linear'), [random('f32', [2, 3, 6])]);
    expect(operators.filter((op) => op !== 'RESHAPE')).toEqual(['TRANSPOSE', 'RESIZE_BILINEAR', 'TRANSPOSE']);
    expect(await check(exported('torch_linear'), [random('f32', [2, 3, 6])], { exact: true })).not.toContain('RESIZE_BILINEAR');
  });

  test('torch_nearest_sequence looks up with its channels last', async () => {
    const operators = await check(exported('torch_nearest_sequence'), [random('f32', [2, 3, 6])], { tolerance: 0 });
    expect(operators).toEqual(['TRANSPOSE', 'GATHER', 'TRANSPOSE']);
  });

  test('torch_nearest_volume looks up along three dimensions', async () => {
    const operators = await check(exported('torch_nearest_volume'), [random('f32', [1, 2, 3, 4, 5])], { tolerance: 0 });
    expect(operators).toEqual(['TRANSPOSE', 'GATHER', 'GATHER', 'GATHER', 'TRANSPOSE']);
  });

  test('torch_bicubic shares its look-ups of columns', async () => {
    const operators = await check(exported('torch_bicubic'), [nchw]);
    expect(operators.filter((op) => op === 'GATHER')).toHaveLength(20);
    expect(operators.filter((op) => op === 'TRANSPOSE')).toHaveLength(2);
    expect(operators).not.toContain('STABLEHLO_GATHER');
  });

  test.each(['torch_encoder', 'torch_encoder_marked'])('%s has no transposes between its convolutions', async (name) => {
    const operators = await check(exported(name), [nchw], { expected: expectedOf(name, nchw) });
    const between = operators.slice(operators.indexOf('CONV_2D'), operators.lastIndexOf('CONV_2D') + 1);
    expect(between).toEqual(['CONV_2D', 'RESIZE_BILINEAR', 'CONV_2D']);
  });

  test('a policy of the user for the marks wins', () => {
    const options = { customOpPolicies: { 'tfl.resize_nearest_neighbor': { policy: 'composite' as const } } };
    expect(operatorsOf(lowered(exported('torch_nearest_marked'), options))).toContain('STABLEHLO_COMPOSITE');
  });
});

describe('exports of JAX', () => {
  test('jax_nearest looks up columns first, of which there are more copies', async () => {
    expect(await check(exported('jax_nearest'), [nhwc], { tolerance: 0, exact: true })).toEqual(['GATHER', 'GATHER']);
    expect(axesOf(exported('jax_nearest'))).toEqual([2, 1]);
  });

  test('jax_nearest_down looks up rows first, as it is', async () => {
    expect(await check(exported('jax_nearest_down'), [nhwc], { tolerance: 0, exact: true })).toEqual(['GATHER', 'GATHER']);
    expect(axesOf(exported('jax_nearest_down'))).toEqual([1, 2]);
    expect(firedFor(exported('jax_nearest_down'))).not.toContain('look-ups');
  });

  test.each(['jax_linear', 'jax_linear_down'])('%s is RESIZE_BILINEAR alone', async (name) => {
    expect(await check(exported(name), [nhwc])).toEqual(['RESIZE_BILINEAR']);
    expect(optionsOf(exported(name))).toEqual([half]);
  });

  test('an image without a batch is given one', async () => {
    const operators = await check(exported('jax_linear_without_batch'), [random('f32', [4, 6, 2])]);
    expect(operators).toEqual(['RESHAPE', 'RESIZE_BILINEAR', 'RESHAPE']);
  });

  test('jax_linear_rows, along one dimension, is RESIZE_BILINEAR of an image with one row', async () => {
    expect(await check(exported('jax_linear_rows'), [nhwc])).toEqual(['RESHAPE', 'RESIZE_BILINEAR', 'RESHAPE']);
  });

  test('a matrix too large to be folded is none in the model', async () => {
    const operators = await check(exported('jax_linear_large'), [random('f32', [1, 100, 2])]);
    expect(operators).toEqual(['RESHAPE', 'RESIZE_BILINEAR', 'RESHAPE']);
  });

  test('with antialiasing, which sums more elements, it stays products with matrices', async () => {
    expect(await check(exported('jax_linear_antialiased'), [nhwc])).not.toContain('RESIZE_BILINEAR');
  });

  test('a resize of a resized image is another one', async () => {
    expect(await check(exported('jax_linear_twice'), [nhwc])).toEqual(['RESIZE_BILINEAR', 'RESIZE_BILINEAR']);
  });
});

/** A look-up of places of a tensor: `from` and `to` are its shape and that of the result, rows and columns the dimensions `at` and `at + 1`. */
function gather(name: string, operand: string, vectors: Vectors, from: readonly number[], type = 'f32', at = 1): string {
  const size = [vectors.length, vectors[0]?.length ?? 0];
  const to = [...from.slice(0, at), ...size, ...from.slice(at + 2)];
  const offsets = from.flatMap((_, dimension) => (dimension === at || dimension === at + 1 ? [] : [dimension]));
  const slice = from.map((each, dimension) => (offsets.includes(dimension) ? each : 1));
  const [indices, given, made] = [`tensor<${size.join('x')}x2xi32>`, tensorText(from, type), tensorText(to, type)];
  return `%${name}_i = stablehlo.constant dense<${JSON.stringify(vectors)}> : ${indices}
    %${name} = "stablehlo.gather"(%${operand}, %${name}_i) <{dimension_numbers = #stablehlo.gather<offset_dims = [${offsets}], collapsed_slice_dims = [${at}, ${at + 1}], start_index_map = [${at}, ${at + 1}], index_vector_dim = 2>, slice_sizes = array<i64: ${slice}>}> : (${given}, ${indices}) -> ${made}`;
}

type Vectors = readonly (readonly (readonly [number, number])[])[];
const tensorText = (shape: readonly number[], type = 'f32') => `tensor<${[...shape, type].join('x')}>`;
const vectors = (rows: number, columns: number, place: (row: number, column: number) => readonly [number, number]): Vectors =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => place(row, column)));
const larger = (rows: number, columns: number) => vectors(rows, columns, (row, column) => [Math.floor(row / 2), Math.floor(column / 3)]);

/** With more channels than look-ups along one dimension each are cheaper for. */
const from = [1, 2, 2, 96];
const to = [1, 4, 6, 96];
const image = random('f32', from);
const main = (shape: readonly number[], result: readonly number[], body: readonly string[], type = 'f32') =>
  `func.func @main(%x: ${tensorText(shape, type)}) -> ${tensorText(result, type)} {
    ${body.join('\n    ')}
    return %0 : ${tensorText(result, type)}
  }`;
const lookUp = (places: Vectors, type = 'f32') => main(from, to, [gather('0', 'x', places, from, type)], type);

describe('look-ups by index vectors', () => {
  test.each<ElementType>(['f32', 'i32', 'ui32'])('of %s in wide images are the kernel', async (type) => {
    expect(await check(lookUp(larger(4, 6), type), [random(type, from)], { tolerance: 0 })).toEqual(['RESIZE_NEAREST_NEIGHBOR']);
  });

  test.each<ElementType>(['f16', 'i8', 'ui8', 'i1'])('of %s, in images of fewer bytes, are two', async (type) => {
    expect(await check(lookUp(larger(4, 6), type), [random(type, from)], { tolerance: 0 })).toEqual(['GATHER', 'GATHER']);
  });

  test('of 64 channels are two where the image is small, and the kernel where it is large', () => {
    const shape = [1, 2, 2, 64];
    const sized = (rows: number, columns: number) =>
      main(
        shape,
        [1, rows, columns, 64],
        [
          gather(
            '0',
            'x',
            vectors(rows, columns, (row, column) => [Math.floor((row * 2) / rows), Math.floor((column * 2) / columns)]),
            shape,
          ),
        ],
      );
    expect(operatorsOf(lowered(sized(128, 128)))).toEqual(['GATHER', 'GATHER']);
    expect(operatorsOf(lowered(sized(128, 130)))).toEqual(['RESIZE_NEAREST_NEIGHBOR']);
  });

  test('with indices beyond the image are the kernel where they mean its edges', async () => {
    const beyond = vectors(4, 6, (row, column) => [row < 2 ? -7 : 9, Math.floor(column / 3)]);
    expect(await check(lookUp(beyond), [image])).toEqual(['RESIZE_NEAREST_NEIGHBOR']);
  });

  test('one after another are one kernel', async () => {
    const body = [gather('1', 'x', larger(4, 6), from), gather('0', '1', larger(8, 18), to)];
    expect(await check(main(from, [1, 8, 18, 96], body), [image])).toEqual(['RESIZE_NEAREST_NEIGHBOR']);
  });

  test('of what was looked up along other dimensions are told apart from it', async () => {
    const shape = [2, 2, 1, 96];
    const turned = vectors(1, 96, (_, column) => [0, 95 - column]);
    const body = [gather('1', 'x', turned, shape, 'f32', 2), gather('0', '1', larger(4, 6), shape, 'f32', 0)];
    const operators = await check(main(shape, [4, 6, 1, 96], body), [random('f32', shape)]);
    expect(operators).toContain('RESIZE_NEAREST_NEIGHBOR');
    expect(operators).not.toContain('STABLEHLO_GATHER');
  });

  test('of a small part are done in the order of dimensions that there is', async () => {
    const shape = [1, 3, 16, 16];
    const some = (rows: number, columns: number) => vectors(rows, columns, (row, column) => [15 - row, 2 * column]);
    const of = (rows: number, columns: number) =>
      main(shape, [1, 3, rows, columns], [gather('0', 'x', some(rows, columns), shape, 'f32', 2)]);
    expect(await check(of(8, 8), [random('f32', shape)], { tolerance: 0 })).toEqual(['TRANSPOSE', 'GATHER', 'GATHER', 'TRANSPOSE']);
    expect(await check(of(8, 7), [random('f32', shape)], { tolerance: 0 })).toEqual(['GATHER', 'GATHER']);
  });

  test('of a constant stay, which would be stored in two orders', async () => {
    const small = [8, 2, 2];
    const numbers = Array.from({ length: 32 }, (_, index) => index.toFixed(1));
    const text = program(
      ['f32'],
      '8x100x150xf32',
      splat('c', `[${numbers}]`, '32xf32'),
      reshape('x', 'c', '32xf32', '8x2x2xf32'),
      gather('0', 'x', larger(100, 150), small, 'f32', 1),
      broadcast('1', 'a', '', 'f32', '8x100x150xf32'),
      op('2', 'add', '%0, %1', '8x100x150xf32'),
      give('2', '8x100x150xf32'),
    );
    const fired = firedFor(text);
    expect(await check(text, [denseOf('f32', [], [1])])).toContain('ADD');
    expect(fired).not.toContain('look-ups');
    expect(
      firedFor(
        text
          .replace('%x = stablehlo.reshape %c', '%x = stablehlo.reshape %s')
          .replace('%c =', '%s = stablehlo.sine %d : tensor<32xf32>\n%c =')
          .replace('%a: tensor<f32>', '%a: tensor<f32>, %d: tensor<32xf32>'),
      ),
    ).toContain('look-ups');
  });

  test('in one dimension, the other as it was, are one look-up', async () => {
    const rows = vectors(4, 2, (row, column) => [Math.floor(row / 2), column]);
    expect(await check(main(from, [1, 4, 2, 96], [gather('0', 'x', rows, from)]), [image], { tolerance: 0 })).toEqual(['GATHER']);
  });

  test('that change nothing are left out', () => {
    const same = vectors(2, 2, (row, column) => [row, column]);
    expect(operatorsOf(lowered(main(from, from, [gather('1', 'x', same, from), `%0 = stablehlo.sine %1 : ${tensorText(from)}`])))).toEqual([
      'SIN',
    ]);
  });

  test('in another order than a resize has are two', async () => {
    const turned = lookUp(vectors(4, 6, (row, column) => [1 - Math.floor(row / 2), Math.floor(column / 3)]));
    expect(await check(turned, [image], { tolerance: 0 })).toEqual(['GATHER', 'GATHER']);
  });

  test('in a tensor with more dimensions than an image are two', async () => {
    const text = main([1, ...from], [1, ...to], [gather('0', 'x', larger(4, 6), [1, ...from], 'f32', 2)]);
    expect(await check(text, [random('f32', [1, ...from])], { tolerance: 0 })).toEqual(['GATHER', 'GATHER']);
  });

  test.each([
    ['that depend on rows and columns at once', lookUp(vectors(4, 6, (row, column) => [Number(row + column > 4), 0])), image, 'GATHER_ND'],
    ['of a type that neither kernel has', lookUp(larger(4, 6), 'ui64'), random('ui64', from), 'STABLEHLO_GATHER'],
  ])('%s stay one look-up', async (_, text, x, kernel) => {
    expect((await check(text, [x])).filter((op) => op.includes('GATHER'))).toEqual([kernel]);
  });

  test('that are computed stay one look-up', async () => {
    const computed = lookUp(larger(4, 6))
      .replace(`(%x: ${tensorText(from)})`, `(%x: ${tensorText(from)}, %0_i: tensor<4x6x2xi32>)`)
      .replace(/%0_i = .*\n/, '');
    expect(await check(computed, [image, denseOf('i32', [4, 6, 2], larger(4, 6).flat(2))])).toContain('GATHER_ND');
  });
});

/** A broadcast to more dimensions and a reshape that merges them. */
const repeated = (from: string, dims: string, larger: string, to: string) =>
  program([from], to, broadcast('0', 'a', dims, from, larger), reshape('1', '0', larger, to), give('1', to));

describe('repetitions', () => {
  test('of rows and columns are look-ups', async () => {
    const text = repeated('1x2x3x5xf32', '0, 1, 3, 5', '1x2x2x3x4x5xf32', '1x4x12x5xf32');
    expect(await check(text, [random('f32', [1, 2, 3, 5])], { tolerance: 0 })).toEqual(['GATHER', 'GATHER']);
  });

  test('one after the other, as jax.numpy.repeat writes them, are look-ups', async () => {
    const rows = [broadcast('0', 'a', '0, 1, 3, 4', '1x2x3x5xf32', '1x2x2x3x5xf32'), reshape('1', '0', '1x2x2x3x5xf32', '1x4x3x5xf32')];
    const columns = [broadcast('2', '1', '0, 1, 2, 4', '1x4x3x5xf32', '1x4x3x2x5xf32'), reshape('3', '2', '1x4x3x2x5xf32', '1x4x6x5xf32')];
    const text = program(['1x2x3x5xf32'], '1x4x6x5xf32', ...rows, ...columns, give('3', '1x4x6x5xf32'));
    expect(await check(text, [random('f32', [1, 2, 3, 5])], { tolerance: 0 })).toEqual(['GATHER', 'GATHER']);
  });

  test('of what was given dimensions of size 1, as PyTorch writes expand, are look-ups', async () => {
    const wider = [
      broadcast('0', 'a', '0, 1, 2, 4', '1x5x2x3xf32', '1x5x2x1x3xf32'),
      reshape('1', '0', '1x5x2x1x3xf32', '1x5x2x1x3x1xf32'),
      broadcast('2', '1', '0, 1, 2, 3, 4, 5', '1x5x2x1x3x1xf32', '1x5x2x2x3x2xf32'),
    ];
    const text = program(
      ['1x5x2x3xf32'],
      '1x5x4x6xf32',
      ...wider,
      reshape('3', '2', '1x5x2x2x3x2xf32', '1x5x4x6xf32'),
      give('3', '1x5x4x6xf32'),
    );
    expect(await check(text, [random('f32', [1, 5, 2, 3])], { tolerance: 0 })).toEqual(['TRANSPOSE', 'GATHER', 'GATHER', 'TRANSPOSE']);
  });

  test('of the whole image, side by side, are look-ups', async () => {
    const text = repeated('1x2x3x5xf32', '0, 2, 4, 5', '1x2x2x4x3x5xf32', '1x4x12x5xf32');
    expect(await check(text, [random('f32', [1, 2, 3, 5])], { tolerance: 0 })).toEqual(['GATHER', 'GATHER']);
  });

  test.each([
    ['along one dimension', repeated('2x3x5xf32', '0, 1, 3', '2x3x2x5xf32', '2x6x5xf32'), [2, 3, 5]],
    ['that change places with a dimension', repeated('2x3x5xf32', '0, 2, 3', '2x2x3x5xf32', '4x3x5xf32'), [2, 3, 5]],
    ['that merge two dimensions', repeated('2x3x5xf32', '0, 2, 4', '2x2x3x2x5xf32', '12x2x5xf32'), [2, 3, 5]],
    ['of a single number', repeated('2x1x1xf32', '0, 2, 4', '2x2x1x3x1xf32', '2x2x3xf32'), [2, 1, 1]],
  ])('%s stay', async (_, text, shape) => {
    expect(await check(text, [random('f32', shape)], { tolerance: 0 })).toContain('BROADCAST_TO');
  });
});

describe('sums of weighted look-ups stay', () => {
  test('where results must be exact', async () => {
    for (const name of ['torch_bilinear', 'jax_linear']) {
      const x = name === 'torch_bilinear' ? nchw : nhwc;
      expect(await check(exported(name), [x], { exact: true })).not.toContain('RESIZE_BILINEAR');
    }
  });

  test('in a type that the kernel lacks', async () => {
    const text = exported('jax_linear').replaceAll('xf32>', 'xf16>').replaceAll('<f32>', '<f16>');
    expect(await check(text, [random('f16', [1, 4, 6, 2])], { tolerance: 2e-3 })).not.toContain('RESIZE_BILINEAR');
  });

  test('where a weight is another', async () => {
    const text = exported('torch_bilinear').replace(
      '%cst = stablehlo.constant dense<5.000000e-01>',
      '%cst = stablehlo.constant dense<5.010000e-01>',
    );
    expect(text).not.toBe(exported('torch_bilinear'));
    expect(await check(text, [nchw])).not.toContain('RESIZE_BILINEAR');
  });

  test('where one is of another image', async () => {
    const text = exported('torch_bilinear');
    const twoImages = text
      .replace('@main(%arg0: tensor<1x2x4x6xf32>)', '@main(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<1x2x4x6xf32>)')
      .replace(/(%\d+ = call @_aten_index_\w+\()%arg0/, '$1%arg1');
    expect(twoImages.length).toBeGreaterThan(text.length);
    expect(await check(twoImages, [nchw, random('f32', [1, 2, 4, 6], 2)])).not.toContain('RESIZE_BILINEAR');
  });
});

test.each([
  ['jax_nearest_any_batch', 'GATHER'],
  ['jax_linear_any_batch', 'RESIZE_BILINEAR'],
])('the batch of %s stays unknown', async (name, kernel) => {
  const runs = [[random('f32', [1, 4, 6, 2])], [random('f32', [3, 4, 6, 2])]];
  expect(await checkSizes(exported(name), runs)).toContain(kernel);
});

const sizes = (counts: readonly number[]) => counts.map((rows) => [random('f32', [1, rows, 6, 2])]);

test('rows of an unknown number are not taken for those that were tried', async () => {
  const operators = await checkSizes(exported('jax_nearest_any_rows'), sizes([1, 2, 5, 18, 31]), { tolerance: 0 });
  expect(operators).not.toContain('RESIZE_NEAREST_NEIGHBOR');
});

test('repetitions of an unknown number of rows stay', async () => {
  const operators = await checkSizes(exported('jax_repeat_any_rows'), sizes([1, 2, 5, 18]), { tolerance: 0 });
  expect(operators).toContain('BROADCAST_TO');
});
