// Products of matrices as attention has them. Models run in LiteRT and agree with the interpreter.
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';
import { broadcast, give, op, program, reshape, splat, transpose } from '../../../../tooling/program-text.js';

/** x · y over the last dimension of x and the given one of y, [2, 3, 4, 5]-like operands with two batch dimensions. */
const product = (name: string, x: string, y: string, over: 2 | 3, types: readonly [string, string, string]) =>
  `%${name} = stablehlo.dot_general %${x}, %${y}, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [${over}] : (tensor<${types[0]}>, tensor<${types[1]}>) -> tensor<${types[2]}>`;
const count = (kinds: readonly string[], kind: string) => kinds.filter((each) => each === kind).length;

describe('a product of matrices', () => {
  test('works on batch dimensions as they are, not flattened', async () => {
    const flat = `%2 = stablehlo.dot_general %0, %1, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<6x4x5xf32>, tensor<6x5x3xf32>) -> tensor<6x4x3xf32>`;
    const body = [
      reshape('0', 'a', '2x3x4x5xf32', '6x4x5xf32'),
      reshape('1', 'b', '2x3x5x3xf32', '6x5x3xf32'),
      flat,
      reshape('3', '2', '6x4x3xf32', '2x3x4x3xf32'),
    ];
    const text = program(['2x3x4x5xf32', '2x3x5x3xf32'], '2x3x4x3xf32', ...body, give('3', '2x3x4x3xf32'));
    expect(await check(text, [random('f32', [2, 3, 4, 5]), random('f32', [2, 3, 5, 3])])).toEqual(['BATCH_MATMUL']);
    const other = text.replaceAll('2x3x5x3xf32', '3x2x5x3xf32');
    expect(await check(other, [random('f32', [2, 3, 4, 5]), random('f32', [3, 2, 5, 3])])).toContain('RESHAPE');
  });

  test('reads its right side swapped where a transpose would move rows apart', async () => {
    const heads = transpose('0', 'b', '0, 2, 3, 1', '2x6x3x5xf32', '2x3x5x6xf32');
    const body = [heads, product('1', 'a', '0', 2, ['2x3x4x5xf32', '2x3x5x6xf32', '2x3x4x6xf32']), give('1', '2x3x4x6xf32')];
    const model = lowered(program(['2x3x4x5xf32', '2x6x3x5xf32'], '2x3x4x6xf32', ...body));
    expect(operatorsOf(model)).toEqual(['TRANSPOSE', 'BATCH_MATMUL']);
    expect(model.subgraphs[0]?.operators[1]?.options?.fields).toEqual({ adj_y: true });
    await check(program(['2x3x4x5xf32', '2x6x3x5xf32'], '2x3x4x6xf32', ...body), [
      random('f32', [2, 3, 4, 5]),
      random('f32', [2, 6, 3, 5]),
    ]);
  });

  test('changes sides where both its transposed left side and its result would be taken apart', async () => {
    const values = transpose('0', 'a', '0, 2, 3, 1', '2x6x3x5xf32', '2x3x5x6xf32');
    const result = transpose('2', '1', '0, 3, 1, 2', '2x3x5x4xf32', '2x4x3x5xf32');
    const body = [values, product('1', '0', 'b', 3, ['2x3x5x6xf32', '2x3x4x6xf32', '2x3x5x4xf32']), result, give('2', '2x4x3x5xf32')];
    const text = program(['2x6x3x5xf32', '2x3x4x6xf32'], '2x4x3x5xf32', ...body);
    expect(await check(text, [random('f32', [2, 6, 3, 5]), random('f32', [2, 3, 4, 6])])).toEqual([
      'TRANSPOSE',
      'BATCH_MATMUL',
      'TRANSPOSE',
    ]);
    const rows = lowered(text).subgraphs[0]?.operators.map(({ outputs }) => outputs[0]?.shape);
    expect(rows).toEqual([
      [2, 3, 6, 5],
      [2, 3, 4, 5],
      [2, 4, 3, 5],
    ]);
  });
});

describe('two scales', () => {
  const scaled = (second: readonly string[]) => {
    const first = [splat('s', '0.5', '2x3x4x5xf32'), op('0', 'multiply', '%a, %s', '2x3x4x5xf32')];
    const both = product('2', '0', '1', 3, ['2x3x4x5xf32', '2x3x6x5xf32', '2x3x4x6xf32']);
    return program(['2x3x4x5xf32', '2x3x6x5xf32'], '2x3x4x6xf32', ...first, ...second, both, give('2', '2x3x4x6xf32'));
  };
  const inputs = [random('f32', [2, 3, 4, 5]), random('f32', [2, 3, 6, 5])];
  const half = [splat('t', '0.25', '2x3x6x5xf32'), op('1', 'multiply', '%b, %t', '2x3x6x5xf32')];

  test('of a product are one', async () => {
    expect(await check(scaled(half), inputs)).toEqual(['MUL', 'BATCH_MATMUL']);
    expect(count(operatorsOf(lowered(scaled(half), { exact: true })), 'MUL')).toBe(2);
  });

  test('stay where one is not a number', async () => {
    const squared = [op('1', 'multiply', '%b, %b', '2x3x6x5xf32')];
    expect(count(await check(scaled(squared), inputs), 'MUL')).toBe(2);
  });
});

describe('heads that are repeated', () => {
  const grouped = (shape: string, dims: string, joined: string) => {
    const repeat = [broadcast('0', 'b', dims, '1x2x5x4xf32', shape), reshape('1', '0', shape, joined)];
    const types = ['1x6x3x4xf32', '1x6x5x4xf32', '1x6x3x5xf32'] as const;
    return program(['1x6x3x4xf32', '1x2x5x4xf32'], '1x6x3x5xf32', ...repeat, product('2', 'a', '1', 3, types), give('2', '1x6x3x5xf32'));
  };
  const inputs = [random('f32', [1, 6, 3, 4]), random('f32', [1, 2, 5, 4])];

  test('for a group of queries are one product with all of them', async () => {
    expect(await check(grouped('1x2x3x5x4xf32', '0, 1, 3, 4', '1x6x5x4xf32'), inputs)).not.toContain('BROADCAST_TO');
  });

  test('in turns stay repeated', async () => {
    expect(await check(grouped('1x3x2x5x4xf32', '0, 2, 3, 4', '1x6x5x4xf32'), inputs)).toContain('BROADCAST_TO');
  });
});

describe('rows that are looked up', () => {
  const rows = (valid: string, validType: string, other: string) => {
    const select = `%1 = stablehlo.select ${valid}, %a, %0 : tensor<${validType}>, tensor<4x8xf32>`;
    return `func.func @main(%a: tensor<4x8xf32>, %p: tensor<4xi1>, %q: tensor<4x8xi1>) -> tensor<4x8xf32> {
      %0 = stablehlo.constant dense<${other}> : tensor<4x8xf32>
      %v = stablehlo.broadcast_in_dim %p, dims = [0] : (tensor<4xi1>) -> tensor<4x8xi1>
      ${select}
      return %1 : tensor<4x8xf32>
    }`;
  };
  const inputs = [random('f32', [4, 8]), random('i1', [4], 2), random('i1', [4, 8], 3)];

  test('and are NaN where the index is out of range are multiplied by one number each', async () => {
    expect(await check(rows('%v', '4x8xi1', '0x7FC00000'), inputs)).toEqual(['RESHAPE', 'SELECT_V2', 'MUL']);
  });

  test('and are something else, or chosen element by element, are chosen', async () => {
    expect(await check(rows('%v', '4x8xi1', '0.0'), inputs)).not.toContain('MUL');
    expect(await check(rows('%q', '4x8xi1', '0x7FC00000'), inputs)).not.toContain('MUL');
  });
});
