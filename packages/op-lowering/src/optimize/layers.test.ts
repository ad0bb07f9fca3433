// What weights take in: slices, scales, offsets. Models run in LiteRT and agree with the interpreter.
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';
import { broadcast, give, op, program, reshape, splat, transpose } from '../../../../tooling/program-text.js';

const numbers = (rows: number, columns: number, seed = 1) =>
  `[${Array.from({ length: rows }, (_, r) => `[${Array.from({ length: columns }, (__, c) => (((r * 7 + c * 3 + seed) % 11) - 5).toFixed(1))}]`)}]`;
const dot = (name: string, operand: string, weights: string, rows: number, depth: number, columns: number) =>
  `%${name} = stablehlo.dot_general %${operand}, %${weights}, contracting_dims = [1] x [0] : (tensor<${rows}x${depth}xf32>, tensor<${depth}x${columns}xf32>) -> tensor<${rows}x${columns}xf32>`;
const slice = (name: string, operand: string, from: number, to: number) =>
  `%${name} = stablehlo.slice %${operand} [0:4, ${from}:${to}] : (tensor<4x6xf32>) -> tensor<4x${to - from}xf32>`;
const weights = splat('w', numbers(3, 6), '3x6xf32');
const x = [random('f32', [4, 3])];

describe('a layer that is cut into columns', () => {
  const cut = (...parts: readonly (readonly [number, number])[]) => [
    weights,
    dot('0', 'a', 'w', 4, 3, 6),
    ...parts.map(([from, to], index) => slice(`s${index}`, '0', from, to)),
  ];
  const joined = '%j = stablehlo.concatenate %s1, %s0, dim = 1 : (tensor<4x4xf32>, tensor<4x2xf32>) -> tensor<4x6xf32>';

  test('is a layer for each piece', async () => {
    const text = program(['4x3xf32'], '4x6xf32', ...cut([0, 2], [2, 6]), joined, give('j', '4x6xf32'));
    expect(await check(text, x)).toEqual(['FULLY_CONNECTED', 'FULLY_CONNECTED', 'CONCATENATION']);
  });

  test('stays one where pieces overlap, leave a column out, or somebody reads the whole', async () => {
    const pieces = (last: number) => {
      const pair = `%j = stablehlo.concatenate %s1, %s0, dim = 1 : (tensor<4x${6 - last}xf32>, tensor<4x2xf32>) -> tensor<4x${8 - last}xf32>`;
      const result = `4x${8 - last}xf32`;
      return program(['4x3xf32'], result, ...cut([0, 2], [last, 6]), pair, give('j', result));
    };
    for (const last of [1, 3]) expect(await check(pieces(last), x)).toContain('SLICE');
    const whole = [op('k', 'add', '%j, %0', '4x6xf32'), give('k', '4x6xf32')];
    expect(await check(program(['4x3xf32'], '4x6xf32', ...cut([0, 2], [2, 6]), joined, ...whole), x)).toContain('SLICE');
  });
});

describe('a scale', () => {
  const scaled = (scale: string, ...more: readonly string[]) =>
    program(
      ['4x3xf32'],
      '4x6xf32',
      ...[weights, dot('0', 'a', 'w', 4, 3, 6), splat('v', scale, scale.startsWith('[') ? '6xf32' : 'f32')],
      ...[broadcast('b', 'v', scale.startsWith('[') ? '1' : '', scale.startsWith('[') ? '6xf32' : 'f32', '4x6xf32')],
      ...[op('1', 'multiply', '%0, %b', '4x6xf32'), ...(more.length > 0 ? more : [give('1', '4x6xf32')])],
    );

  test('by one number, or one a channel, goes into the weights', async () => {
    expect(await check(scaled('0.3'), x)).toEqual(['FULLY_CONNECTED']);
    expect(await check(scaled('[0.5, 2.0, -1.5, 3.0, 0.25, 1.5]'), x)).toEqual(['FULLY_CONNECTED']);
    expect(operatorsOf(lowered(scaled('0.3'), { exact: true }))).toContain('MUL');
  });

  test('goes through a transpose, and stays where the unscaled result is read too', async () => {
    const heads = [reshape('r', '0', '4x6xf32', '4x2x3xf32'), transpose('t', 'r', '1, 0, 2', '4x2x3xf32', '2x4x3xf32')];
    const half = splat('h', '0.5', '2x4x3xf32');
    const behind = [
      weights,
      dot('0', 'a', 'w', 4, 3, 6),
      ...heads,
      half,
      op('m', 'multiply', '%t, %h', '2x4x3xf32'),
      give('m', '2x4x3xf32'),
    ];
    expect(await check(program(['4x3xf32'], '2x4x3xf32', ...behind), x)).not.toContain('MUL');
    expect(await check(scaled('0.3', op('2', 'add', '%1, %0', '4x6xf32'), give('2', '4x6xf32')), x)).toContain('MUL');
  });

  test('stays where the weights are stored for somebody else too', async () => {
    const shared = [
      op('s', 'sine', '%a', '4x3xf32'),
      dot('3', 's', 'w', 4, 3, 6),
      op('4', 'add', '%1, %3', '4x6xf32'),
      give('4', '4x6xf32'),
    ];
    expect(await check(scaled('0.3', ...shared), x)).toContain('MUL');
  });
});

describe('scales and offsets of the columns of an input', () => {
  const norm = (...after: readonly string[]) => [
    ...[splat('g', '[0.5, 2.0, -1.5]', '3xf32'), broadcast('gb', 'g', '1', '3xf32', '4x3xf32'), op('0', 'multiply', '%a, %gb', '4x3xf32')],
    ...[splat('o', '[1.0, -2.0, 0.5]', '3xf32'), broadcast('ob', 'o', '1', '3xf32', '4x3xf32'), op('1', 'add', '%0, %ob', '4x3xf32')],
    ...[weights, dot('2', '1', 'w', 4, 3, 6), ...after],
  ];

  test('go into the weights and bias of the layers that read it', async () => {
    const two = [
      splat('u', numbers(3, 6, 4), '3x6xf32'),
      dot('3', '1', 'u', 4, 3, 6),
      op('4', 'add', '%2, %3', '4x6xf32'),
      give('4', '4x6xf32'),
    ];
    expect(await check(program(['4x3xf32'], '4x6xf32', ...norm(...two)), x)).toEqual(['FULLY_CONNECTED', 'FULLY_CONNECTED', 'ADD']);
  });

  test('stay where others read it, and where weights are shared', async () => {
    const read = program(['4x3xf32'], '4x3xf32', ...norm(op('5', 'sine', '%1', '4x3xf32'), give('5', '4x3xf32')));
    expect(await check(read, x)).toEqual(['MUL', 'ADD', 'SIN']);
    const other = [dot('3', '0', 'w', 4, 3, 6), op('4', 'add', '%2, %3', '4x6xf32'), give('4', '4x6xf32')];
    expect(await check(program(['4x3xf32'], '4x6xf32', ...norm(...other)), x)).toContain('MUL');
  });
});

test('a column times a row times x is x times the column times the row, which the next layer takes in', async () => {
  const row = [
    splat('g', '[0.5, 2.0, -1.5]', '3xf32'),
    broadcast('gb', 'g', '1', '3xf32', '4x3xf32'),
    broadcast('c', 'b', '0', '4xf32', '4x3xf32'),
  ];
  const body = [
    ...row,
    op('0', 'multiply', '%c, %gb', '4x3xf32'),
    op('1', 'multiply', '%a, %0', '4x3xf32'),
    weights,
    dot('2', '1', 'w', 4, 3, 6),
  ];
  const text = program(['4x3xf32', '4xf32'], '4x6xf32', ...body, give('2', '4x6xf32'));
  expect(await check(text, [...x, random('f32', [4], 3)])).toEqual(['RESHAPE', 'MUL', 'FULLY_CONNECTED']);
});

describe('constants', () => {
  test('that are added one after the other are added up', async () => {
    const body = [
      splat('p', '[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0], [0.5, 1.5, 2.5]]', '4x3xf32'),
      op('0', 'add', '%a, %p', '4x3xf32'),
    ];
    const more = [
      splat('q', '[1.0, -1.0, 2.0]', '3xf32'),
      broadcast('qb', 'q', '1', '3xf32', '4x3xf32'),
      op('1', 'add', '%0, %qb', '4x3xf32'),
    ];
    const text = program(['4x3xf32'], '4x3xf32', ...body, ...more, give('1', '4x3xf32'));
    expect(await check(text, x)).toEqual(['ADD']);
    expect(operatorsOf(lowered(text, { exact: true }))).toEqual(['ADD', 'ADD']);
  });

  test('that repeat themselves are stored once', async () => {
    const rows = '[[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]';
    const text = program(
      ['4x3xf32'],
      '4x3xf32',
      splat('p', rows, '4x3xf32'),
      op('0', 'subtract', '%a, %p', '4x3xf32'),
      give('0', '4x3xf32'),
    );
    expect(await check(text, x)).toEqual(['SUB']);
    const constants = lowered(text).subgraphs[0]?.tensors.filter((tensor) => tensor.data);
    expect(constants?.map(({ shape }) => shape)).toEqual([[1, 3]]);
    const differing = lowered(text.replace('[1.0, 2.0, 3.0]]', '[1.0, 2.0, 4.0]]')).subgraphs[0]?.tensors.filter((tensor) => tensor.data);
    expect(differing?.map(({ shape }) => shape)).toEqual([[4, 3]]);
  });

  test('of all ones are no factors', async () => {
    const ones = [
      splat('p', '[1.0, 1.0, 1.0]', '3xf32'),
      broadcast('pb', 'p', '1', '3xf32', '4x3xf32'),
      op('0', 'multiply', '%pb, %a', '4x3xf32'),
    ];
    const text = program(['4x3xf32'], '4x3xf32', ...ones, op('1', 'sine', '%0', '4x3xf32'), give('1', '4x3xf32'));
    expect(await check(text, x)).toEqual(['SIN']);
    expect(await check(text.replace('[1.0, 1.0, 1.0]', '[1.0, 2.0, 1.0]'), x)).toEqual(['MUL', 'SIN']);
  });
});

test('what is computed twice is computed once', async () => {
  const twice = [op('0', 'sine', '%a', '4x3xf32'), op('1', 'sine', '%a', '4x3xf32'), op('2', 'multiply', '%0, %1', '4x3xf32')];
  expect(await check(program(['4x3xf32'], '4x3xf32', ...twice, give('2', '4x3xf32')), x)).toEqual(['SIN', 'MUL']);
  const differing = [op('0', 'sine', '%a', '4x3xf32'), op('1', 'cosine', '%a', '4x3xf32'), op('2', 'multiply', '%0, %1', '4x3xf32')];
  expect(await check(program(['4x3xf32'], '4x3xf32', ...differing, give('2', '4x3xf32')), x)).toEqual(['SIN', 'COS', 'MUL']);
});
