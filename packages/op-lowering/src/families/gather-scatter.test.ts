import { denseOf, type ElementType } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, checkSizes, random } from '../../../../tooling/op-check.js';

test('rows of a table are GATHER, and an index out of range is clamped', async () => {
  const program = (type: string) => `func.func @main(%table: tensor<6x3xf32>, %i: tensor<1x4x1x${type}>) -> tensor<1x4x3xf32> {
    %0 = "stablehlo.gather"(%table, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 3>}> : (tensor<6x3xf32>, tensor<1x4x1x${type}>) -> tensor<1x4x3xf32>
    return %0 : tensor<1x4x3xf32>
  }`;
  const kernels = ['MAXIMUM', 'MINIMUM', 'RESHAPE', 'GATHER'];
  expect(await check(program('i32'), [random('f32', [6, 3]), denseOf('i32', [1, 4, 1], [0, 5, 9, -3])])).toEqual(kernels);
  expect(await check(program('i64'), [random('f32', [6, 3]), denseOf('i64', [1, 4, 1], [2n, 5n, 2n ** 40n, -(2n ** 40n)])])).toEqual(
    kernels,
  );
});

test('a slice along an inner dimension', async () => {
  const program = `func.func @main(%x: tensor<2x6x3xf32>, %i: tensor<4xi32>) -> tensor<2x4x3xf32> {
    %0 = "stablehlo.gather"(%x, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 2], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, slice_sizes = array<i64: 2, 1, 3>}> : (tensor<2x6x3xf32>, tensor<4xi32>) -> tensor<2x4x3xf32>
    return %0 : tensor<2x4x3xf32>
  }`;
  expect(await check(program, [random('f32', [2, 6, 3]), denseOf('i32', [4], [5, 0, 1, 7])])).toEqual(['MAXIMUM', 'MINIMUM', 'GATHER']);
});

describe('places by several indices', () => {
  interface Form {
    readonly from?: string;
    readonly indices?: string;
    readonly numbers?: string;
    readonly sizes?: string;
    readonly to?: string;
  }
  const gather = ({
    from = '4x6x3xf32',
    indices = '5x2xi32',
    numbers = 'offset_dims = [1], collapsed_slice_dims = [0, 1], start_index_map = [0, 1], index_vector_dim = 1',
    sizes = '1, 1, 3',
    to = '5x3xf32',
  }: Form = {}) => `func.func @main(%x: tensor<${from}>, %i: tensor<${indices}>) -> tensor<${to}> {
    %0 = "stablehlo.gather"(%x, %i) <{dimension_numbers = #stablehlo.gather<${numbers}>, slice_sizes = array<i64: ${sizes}>}> : (tensor<${from}>, tensor<${indices}>) -> tensor<${to}>
    return %0 : tensor<${to}>
  }`;
  const given = [0, 0, 3, 5, 1, 2, 9, 9, -1, 3];
  const x = random('f32', [4, 6, 3]);
  const kernels = ['MAXIMUM', 'MINIMUM', 'GATHER_ND'];

  test('are GATHER_ND, and an index out of range is clamped', async () => {
    expect(await check(gather(), [x, denseOf('i32', [5, 2], given)])).toEqual(kernels);
    expect(await check(gather({ indices: '5x2xi64' }), [x, denseOf('i64', [5, 2], given.map(BigInt))])).toEqual(kernels);
    const points = 'collapsed_slice_dims = [0, 1], start_index_map = [0, 1], index_vector_dim = 1';
    const text = gather({ from: '4x6xf32', numbers: points, sizes: '1, 1', to: '5xf32' });
    expect(await check(text, [random('f32', [4, 6]), denseOf('i32', [5, 2], given)])).toEqual(kernels);
  });

  test('of which the first are batches, as take_along_axis has them, are so too', async () => {
    const numbers =
      'collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2';
    const form = { from: '4x6xf32', numbers, sizes: '1, 1', to: '4x3xf32' };
    const along = denseOf('i32', [4, 3], [0, 5, 2, 9, -3, 1, 4, 4, 4, 3, 2, 1]);
    const operators = ['RESHAPE', 'CONCATENATION', ...kernels];
    expect(await check(gather({ ...form, indices: '4x3xi32' }), [random('f32', [4, 6]), along])).toEqual(operators);
    expect(await check(gather({ ...form, indices: '4x3x1xi32' }), [random('f32', [4, 6]), { ...along, shape: [4, 3, 1] }])).toEqual(
      operators.slice(1),
    );
  });

  test.each<[string, Form, readonly string[]]>([
    [
      'the indices are of other dimensions',
      {
        numbers: 'offset_dims = [1], collapsed_slice_dims = [1, 2], start_index_map = [1, 2], index_vector_dim = 1',
        sizes: '4, 1, 1',
        to: '5x4xf32',
      },
      ['TRANSPOSE', ...kernels],
    ],
    [
      'the indices are of the dimensions in another order',
      { numbers: 'offset_dims = [1], collapsed_slice_dims = [0, 1], start_index_map = [1, 0], index_vector_dim = 1' },
      ['TRANSPOSE', ...kernels],
    ],
    [
      'what lies there does not stand last',
      { numbers: 'offset_dims = [0], collapsed_slice_dims = [0, 1], start_index_map = [0, 1], index_vector_dim = 1', to: '3x5xf32' },
      [...kernels, 'TRANSPOSE'],
    ],
    [
      'it stands round them, and the indices are of inner dimensions',
      {
        from: '2x4x6x3xf32',
        indices: '5x3x2xi32',
        numbers: 'offset_dims = [0, 3], collapsed_slice_dims = [1, 2], start_index_map = [2, 1], index_vector_dim = 2',
        sizes: '2, 1, 1, 3',
        to: '2x5x3x3xf32',
      },
      ['TRANSPOSE', ...kernels, 'TRANSPOSE'],
    ],
  ])('are GATHER_ND between TRANSPOSEs where %s', async (_, form, operators) => {
    const indices = form.indices ? denseOf('i32', [5, 3, 2], [...given, ...given, ...given]) : denseOf('i32', [5, 2], given);
    expect(await check(gather(form), [form.from ? random('f32', [2, 4, 6, 3]) : x, indices])).toEqual(operators);
  });

  test('are the general kernel where few of many elements would be moved for them', async () => {
    const numbers = 'offset_dims = [0], collapsed_slice_dims = [1, 2], start_index_map = [1, 2], index_vector_dim = 1';
    const form = (columns: number) => gather({ from: `2x20x${columns}xf32`, numbers, sizes: '2, 1, 1', to: '2x5xf32' });
    const indices = denseOf('i32', [5, 2], given);
    expect(await check(form(40), [random('f32', [2, 20, 40]), indices])).toEqual(['STABLEHLO_GATHER']);
    expect(await check(form(16), [random('f32', [2, 20, 16]), indices])).toContain('GATHER_ND');
  });

  test.each<[string, Form]>([
    [
      'there is too much in a window',
      {
        from: '400x400xf32',
        numbers: 'offset_dims = [1, 2], start_index_map = [0, 1], index_vector_dim = 1',
        sizes: '200, 200',
        to: '5x200x200xf32',
      },
    ],
    ['a part of what lies there is taken', { sizes: '1, 1, 2', to: '5x2xf32' }],
    [
      'all is taken',
      { numbers: 'offset_dims = [1, 2, 3], start_index_map = [0, 1], index_vector_dim = 1', sizes: '4, 6, 3', to: '5x4x6x3xf32' },
    ],
  ])('are the general kernel where %s', async (_, form) => {
    const from = (form.from ?? '4x6x3xf32').split('x').slice(0, -1).map(Number);
    expect(await check(gather(form), [random('f32', from), denseOf('i32', [5, 2], given)])).toEqual(['STABLEHLO_GATHER']);
  });

  test('may be where windows begin, which are clamped to lie inside', async () => {
    const windows = 'offset_dims = [1, 2, 3], start_index_map = [0, 1], index_vector_dim = 1';
    const operators = ['MAXIMUM', 'MINIMUM', 'RESHAPE', 'ADD', 'GATHER_ND', 'RESHAPE'];
    for (const [rows, columns] of [
      [2, 1],
      [1, 4],
      [3, 2],
    ] as const) {
      const form = { numbers: windows, sizes: `${rows}, ${columns}, 3`, to: `5x${rows}x${columns}x3xf32` };
      expect(await check(gather(form), [x, denseOf('i32', [5, 2], given)])).toEqual(operators);
    }
    const rows = gather({ numbers: windows, sizes: '2, 6, 3', to: '5x2x6x3xf32', indices: '5x2xi64' });
    expect(await check(rows, [x, denseOf('i64', [5, 2], given.map(BigInt))])).toEqual(['SLICE', ...operators.slice(0, -1)]);
  });

  test('say nothing of dimensions that are taken whole, or are dropped', async () => {
    const batched = 'offset_dims = [1, 2, 3], start_index_map = [0, 1], index_vector_dim = 1';
    const slices = gather({ numbers: batched, sizes: '1, 6, 3', to: '5x1x6x3xf32' });
    expect(await check(slices, [x, denseOf('i32', [5, 2], given)])).toEqual(['SLICE', ...kernels, 'RESHAPE']);
    const dropped = 'collapsed_slice_dims = [0, 1, 2], start_index_map = [0, 1], index_vector_dim = 1';
    const text = gather({ from: '4x6x1xf32', numbers: dropped, sizes: '1, 1, 1', to: '5xf32' });
    expect(await check(text, [random('f32', [4, 6, 1]), denseOf('i32', [5, 2], given)])).toEqual([...kernels, 'RESHAPE']);
  });

  test('may leave dimensions of size 1 where they were, as batched slices do', async () => {
    const first = 'offset_dims = [1, 2], collapsed_slice_dims = [0], start_index_map = [0, 1], index_vector_dim = 1';
    expect(await check(gather({ numbers: first, to: '5x1x3xf32' }), [x, denseOf('i32', [5, 2], given)])).toEqual([...kernels, 'RESHAPE']);
    const apart = 'offset_dims = [0, 1, 3], start_index_map = [0, 1], index_vector_dim = 1';
    expect(await check(gather({ numbers: apart, to: '1x1x5x3xf32' }), [x, denseOf('i32', [5, 2], given)])).toEqual([...kernels, 'RESHAPE']);
  });

  test('are the general kernel where index vectors do not stand last, and where there is nothing to take', async () => {
    const first = { numbers: 'offset_dims = [1], collapsed_slice_dims = [0, 1], start_index_map = [0, 1], index_vector_dim = 0' };
    const columns = denseOf('i32', [2, 5], [0, 3, 1, 9, -1, 0, 5, 2, 9, 3]);
    expect(await check(gather({ ...first, indices: '2x5xi32' }), [x, columns])).toEqual(['STABLEHLO_GATHER']);
    const none = gather({ from: '4x6x0xf32', sizes: '1, 1, 0', to: '5x0xf32' });
    expect(await check(none, [random('f32', [4, 6, 0]), denseOf('i32', [5, 2], given)])).not.toContain('GATHER_ND');
  });
});

describe('a slice at a computed place', () => {
  const slice = (
    sizes: string,
    to: string,
    type = 'i32',
  ) => `func.func @main(%x: tensor<4x6x3xf32>, %i: tensor<${type}>, %j: tensor<${type}>) -> tensor<${to}xf32> {
    %z = stablehlo.constant dense<0> : tensor<${type}>
    %0 = stablehlo.dynamic_slice %x, %i, %j, %z, sizes = [${sizes}] : (tensor<4x6x3xf32>, tensor<${type}>, tensor<${type}>, tensor<${type}>) -> tensor<${to}xf32>
    return %0 : tensor<${to}xf32>
  }`;
  const at = (i: number, j: number) => [random('f32', [4, 6, 3]), denseOf('i32', [], [i]), denseOf('i32', [], [j])];
  const [one, many] = [
    ['RESHAPE', 'MAXIMUM', 'MINIMUM', 'GATHER'],
    ['RESHAPE', 'MAXIMUM', 'MINIMUM', 'ADD', 'GATHER'],
  ];

  test.each([
    ['a row', '1, 6, 3', '1x6x3', one],
    ['rows', '2, 6, 3', '2x6x3', many],
    ['columns', '4, 5, 3', '4x5x3', many],
    ['rows of columns', '3, 1, 3', '3x1x3', [...one, ...many]],
    ['all of it', '4, 6, 3', '4x6x3', ['RESHAPE']],
  ])('is GATHER in each dimension that it is a part of, its start clamped: %s', async (_, sizes, to, kernels) => {
    for (const [i, j] of [
      [0, 0],
      [1, 2],
      [3, 5],
      [9, 9],
      [-3, -1],
    ] as const)
      expect(await check(slice(sizes, to), at(i, j))).toEqual(kernels);
  });

  test('by i64 and by narrow indices', async () => {
    const [x] = at(0, 0) as [ReturnType<typeof random>];
    expect(await check(slice('1, 6, 3', '1x6x3', 'i64'), [x, denseOf('i64', [], [2n ** 40n]), denseOf('i64', [], [0n])])).toEqual(one);
    await check(slice('1, 2, 3', '1x2x3', 'ui8'), [x, denseOf('ui8', [], [200]), denseOf('ui8', [], [3])]);
  });

  test('of very many neighbours is the general kernel', async () => {
    const text = `func.func @main(%x: tensor<80000xf32>, %i: tensor<i32>) -> tensor<70000xf32> {
      %0 = stablehlo.dynamic_slice %x, %i, sizes = [70000] : (tensor<80000xf32>, tensor<i32>) -> tensor<70000xf32>
      return %0 : tensor<70000xf32>
    }`;
    expect(await check(text, [random('f32', [80000]), denseOf('i32', [], [5])])).toContain('STABLEHLO_GATHER');
  });

  test('of a type that GATHER does not move is the general kernel', async () => {
    const text = slice('1, 6, 3', '1x6x3').replaceAll('3xf32', '3xui32');
    expect(await check(text, [random('ui32', [4, 6, 3]), ...at(2, 0).slice(1)])).toContain('STABLEHLO_GATHER');
  });
});

test('places in a tensor of unknown size are clamped to a size that is known when it runs', async () => {
  const text = `func.func @main(%x: tensor<?x3xf32>, %i: tensor<i32>) -> tensor<1x3xf32> {
    %z = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.dynamic_slice %x, %i, %z, sizes = [1, 3] : (tensor<?x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x3xf32>
    return %0 : tensor<1x3xf32>
  }`;
  const runs = [
    [2, 1],
    [5, 9],
    [1, 3],
    [4, -2],
  ].map(([rows, i]) => [random('f32', [rows as number, 3]), denseOf('i32', [], [i as number])]);
  expect(await checkSizes(text, runs)).toContain('MINIMUM');
});

test('a slice at a known place is SLICE, its start clamped', async () => {
  const sliced = `func.func @main(%x: tensor<4x6xf32>) -> tensor<2x3xf32> {
    %i = stablehlo.constant dense<1> : tensor<i32>
    %j = stablehlo.constant dense<9> : tensor<i32>
    %0 = stablehlo.dynamic_slice %x, %i, %j, sizes = [2, 3] : (tensor<4x6xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    return %0 : tensor<2x3xf32>
  }`;
  expect(await check(sliced, [random('f32', [4, 6])])).toEqual(['SLICE']);
  const gathered = `func.func @main(%x: tensor<4x6xf32>) -> tensor<1x6xf32> {
    %i = stablehlo.constant dense<-2> : tensor<1x1xi32>
    %0 = "stablehlo.gather"(%x, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 6>}> : (tensor<4x6xf32>, tensor<1x1xi32>) -> tensor<1x6xf32>
    return %0 : tensor<1x6xf32>
  }`;
  expect(await check(gathered, [random('f32', [4, 6])])).toEqual(['SLICE']);
});

const scatter = (body: string) => `func.func @main(%x: tensor<4x3xf32>, %i: tensor<2x1xi32>, %u: tensor<2x3xf32>) -> tensor<4x3xf32> {
  %0 = "stablehlo.scatter"(%x, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    ${body}
  }) : (tensor<4x3xf32>, tensor<2x1xi32>, tensor<2x3xf32>) -> tensor<4x3xf32>
  return %0 : tensor<4x3xf32>
}`;

test('scatter with an update, and with each body that the kernel takes', async () => {
  const inputs = [random('f32', [4, 3]), denseOf('i32', [2, 1], [2, 0]), random('f32', [2, 3], 2)];
  expect(await check(scatter('stablehlo.return %b : tensor<f32>'), inputs)).toEqual(['STABLEHLO_SCATTER']);
  for (const op of ['add', 'multiply', 'maximum', 'minimum'])
    await check(scatter(`%1 = stablehlo.${op} %a, %b : tensor<f32>\n stablehlo.return %1 : tensor<f32>`), inputs);
});

test('subtraction adds what is negated', async () => {
  const inputs = [random('f32', [4, 3]), denseOf('i32', [2, 1], [2, 2]), random('f32', [2, 3], 2)];
  const kinds = await check(scatter('%1 = stablehlo.subtract %a, %b : tensor<f32>\n stablehlo.return %1 : tensor<f32>'), inputs);
  expect(kinds).toEqual(['NEG', 'STABLEHLO_SCATTER', 'STABLEHLO_ADD']);
});

const halfway = `%1 = stablehlo.add %a, %b : tensor<f32>
    %half = stablehlo.constant dense<0.5> : tensor<f32>
    %2 = stablehlo.multiply %1, %half : tensor<f32>
    stablehlo.return %2 : tensor<f32>`;

test('any other body is run in a loop, so that a place that comes again sees what was there before', async () => {
  const inputs = [random('f32', [4, 3]), denseOf('i32', [2, 1], [2, 2]), random('f32', [2, 3], 2)];
  expect(await check(scatter(halfway), inputs)).toContain('WHILE');
  for (const indices of [
    [-1, 3],
    [4, 1],
    [-2147483648, 2147483647],
  ])
    await check(scatter(halfway), [inputs[0]!, denseOf('i32', [2, 1], indices), inputs[2]!]);
});

test('any body on places that are known to differ is run on all of them at once', async () => {
  const program = scatter(halfway).replace('index_vector_dim = 1>}', 'index_vector_dim = 1>, unique_indices = true}');
  const kinds = await check(program, [random('f32', [4, 3]), denseOf('i32', [2, 1], [3, 1]), random('f32', [2, 3], 2)]);
  expect(kinds).not.toContain('WHILE');
});

test.each(['i8', 'ui8', 'ui32', 'i64', 'ui64'] as const)(
  'windows that reach over the edge are cut off, with indices of %s',
  async (type) => {
    const program = (
      body: string,
    ) => `func.func @main(%x: tensor<5x4x2xf32>, %i: tensor<2x3x${type}>, %u: tensor<3x2x3x2xf32>) -> tensor<5x4x2xf32> {
    %0 = "stablehlo.scatter"(%x, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1, 2, 3], scatter_dims_to_operand_dims = [1, 0], index_vector_dim = 0>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      ${body}
    }) : (tensor<5x4x2xf32>, tensor<2x3x${type}>, tensor<3x2x3x2xf32>) -> tensor<5x4x2xf32>
    return %0 : tensor<5x4x2xf32>
  }`;
    const numbers = type.startsWith('u') ? [3, 0, 1, 0, 4, 100] : [3, -2, -100, 0, 4, -1];
    const indices = denseOf(type, [2, 3], type.endsWith('64') ? numbers.map(BigInt) : numbers);
    await check(program(halfway), [random('f32', [5, 4, 2]), indices, random('f32', [3, 2, 3, 2], 2)]);
  },
);

test('batching dimensions go with any body', async () => {
  const program = `func.func @main(%x: tensor<2x5x3xf32>, %i: tensor<4x2x1xi32>, %u: tensor<4x2x3xf32>) -> tensor<2x5x3xf32> {
    %0 = "stablehlo.scatter"(%x, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [2], inserted_window_dims = [1], input_batching_dims = [0], scatter_indices_batching_dims = [1], scatter_dims_to_operand_dims = [1], index_vector_dim = 2>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      ${halfway}
    }) : (tensor<2x5x3xf32>, tensor<4x2x1xi32>, tensor<4x2x3xf32>) -> tensor<2x5x3xf32>
    return %0 : tensor<2x5x3xf32>
  }`;
  await check(program, [random('f32', [2, 5, 3]), denseOf('i32', [4, 2, 1], [0, 4, 0, 4, 3, 2, 7, 4]), random('f32', [4, 2, 3], 2)]);
});

describe('several operands', () => {
  const program = (
    body: string,
  ) => `func.func @main(%x: tensor<4xf32>, %y: tensor<4xi32>, %i: tensor<3x1xi32>, %u: tensor<3xf32>, %v: tensor<3xi32>) -> (tensor<4xf32>, tensor<4xi32>) {
    %0:2 = "stablehlo.scatter"(%x, %y, %i, %u, %v) <{scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<i32>, %c: tensor<f32>, %d: tensor<i32>):
      ${body}
    }) : (tensor<4xf32>, tensor<4xi32>, tensor<3x1xi32>, tensor<3xf32>, tensor<3xi32>) -> (tensor<4xf32>, tensor<4xi32>)
    return %0#0, %0#1 : tensor<4xf32>, tensor<4xi32>
  }`;
  const inputs = [random('f32', [4]), random('i32', [4]), denseOf('i32', [3, 1], [1, 3, 1]), random('f32', [3], 2), random('i32', [3], 2)];

  test('that do not look at each other are scattered one by one', async () => {
    const body = `%1 = stablehlo.add %c, %a : tensor<f32>
      stablehlo.return %1, %d : tensor<f32>, tensor<i32>`;
    expect(await check(program(body), inputs)).toEqual(['STABLEHLO_SCATTER', 'STABLEHLO_SCATTER', 'STABLEHLO_ADD']);
  });

  test('that do are scattered together: the greatest with its number', async () => {
    const body = `%1 = stablehlo.compare GE, %a, %c : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %2 = stablehlo.select %1, %a, %c : tensor<i1>, tensor<f32>
      %3 = stablehlo.select %1, %b, %d : tensor<i1>, tensor<i32>
      stablehlo.return %2, %3 : tensor<f32>, tensor<i32>`;
    expect(await check(program(body), inputs)).toContain('WHILE');
  });
});

test.each(['or', 'and', 'add', 'maximum'])('booleans are combined by %s as bytes', async (op) => {
  const program = `func.func @main(%x: tensor<6xi1>, %i: tensor<4x1xi32>, %u: tensor<4xi1>) -> tensor<6xi1> {
    %0 = "stablehlo.scatter"(%x, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
    ^bb0(%a: tensor<i1>, %b: tensor<i1>):
      %1 = stablehlo.${op} %a, %b : tensor<i1>
      stablehlo.return %1 : tensor<i1>
    }) : (tensor<6xi1>, tensor<4x1xi32>, tensor<4xi1>) -> tensor<6xi1>
    return %0 : tensor<6xi1>
  }`;
  await check(program, [random('i1', [6]), denseOf('i32', [4, 1], [0, 3, 3, 5]), random('i1', [4], 2)]);
});

test('an update without elements changes nothing', async () => {
  const program = `func.func @main(%x: tensor<4x3xf32>, %i: tensor<i32>, %u: tensor<0x3xf32>) -> tensor<4x3xf32> {
    %0 = stablehlo.dynamic_update_slice %x, %u, %i, %i : (tensor<4x3xf32>, tensor<0x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x3xf32>
    return %0 : tensor<4x3xf32>
  }`;
  await check(program, [random('f32', [4, 3]), denseOf('i32', [], [1]), random('f32', [0, 3])]);
});

test.each<ElementType>(['i8', 'ui8', 'ui16', 'f16', 'bf16', 'i1', 'complex<f32>'])('an update of %s at a computed place', async (type) => {
  const program = `func.func @main(%x: tensor<4x3x${type}>, %u: tensor<2x2x${type}>, %i: tensor<i32>) -> tensor<4x3x${type}> {
    %0 = stablehlo.dynamic_update_slice %x, %u, %i, %i : (tensor<4x3x${type}>, tensor<2x2x${type}>, tensor<i32>, tensor<i32>) -> tensor<4x3x${type}>
    return %0 : tensor<4x3x${type}>
  }`;
  await check(program, [random(type, [4, 3]), random(type, [2, 2], 2), denseOf('i32', [], [1])]);
});
