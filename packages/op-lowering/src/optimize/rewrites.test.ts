// Each rewrite of the graph where it fires, and where it must not. Operators are counted on models that run in LiteRT and agree with the
// interpreter.
import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';
import { broadcast, give, op, program, reduce, reshape, splat, transpose } from '../../../../tooling/program-text.js';

describe('reshapes', () => {
  const chain = [reshape('0', 'a', '2x6xf32', '3x4xf32'), reshape('1', '0', '3x4xf32', '12xf32')];

  test('of a reshape read its input, and go where the shape is the same again', async () => {
    const back = reshape('2', '1', '12xf32', '2x6xf32');
    const text = program(['2x6xf32'], '2x6xf32', ...chain, back, op('3', 'sine', '%2', '2x6xf32'), give('3', '2x6xf32'));
    expect(await check(text, [random('f32', [2, 6])])).toEqual(['SIN']);
  });

  test('stay for another reader', async () => {
    const both = [op('2', 'sine', '%1', '12xf32'), reshape('3', '2', '12xf32', '3x4xf32'), op('4', 'add', '%3, %0', '3x4xf32')];
    const text = program(['2x6xf32'], '3x4xf32', ...chain, ...both, give('4', '3x4xf32'));
    expect((await check(text, [random('f32', [2, 6])])).filter((kind) => kind === 'RESHAPE')).toHaveLength(3);
  });

  test('that copy an input into an output stay', async () => {
    expect(await check(program(['2x6xf32'], '2x6xf32', give('a', '2x6xf32')), [random('f32', [2, 6])])).toEqual(['RESHAPE']);
  });
});

describe('transposes', () => {
  test('of a transpose are one, none where the order is the old one', async () => {
    const two = [transpose('0', 'a', '1, 2, 0', '2x3x4xf32', '3x4x2xf32'), transpose('1', '0', '1, 0, 2', '3x4x2xf32', '4x3x2xf32')];
    const text = program(['2x3x4xf32'], '4x3x2xf32', ...two, give('1', '4x3x2xf32'));
    expect(await check(text, [random('f32', [2, 3, 4])])).toEqual(['TRANSPOSE']);
    const undone = [...two, transpose('2', '1', '2, 1, 0', '4x3x2xf32', '2x3x4xf32'), op('3', 'sine', '%2', '2x3x4xf32')];
    expect(await check(program(['2x3x4xf32'], '2x3x4xf32', ...undone, give('3', '2x3x4xf32')), [random('f32', [2, 3, 4])])).toEqual([
      'SIN',
    ]);
  });

  test('that move dimensions of size 1 alone are reshapes', async () => {
    const text = program(['1x3x4xf32'], '3x1x4xf32', transpose('0', 'a', '1, 0, 2', '1x3x4xf32', '3x1x4xf32'), give('0', '3x1x4xf32'));
    expect(await check(text, [random('f32', [1, 3, 4])])).toEqual(['RESHAPE']);
    const moved = program(['1x3x4xf32'], '1x4x3xf32', transpose('0', 'a', '0, 2, 1', '1x3x4xf32', '1x4x3xf32'), give('0', '1x4x3xf32'));
    expect(await check(moved, [random('f32', [1, 3, 4])])).toEqual(['TRANSPOSE']);
  });
});

describe('reductions', () => {
  const zero = splat('z', '0.0', 'f32');
  const sum = reduce('0', 'add', 'z', 'a', 1, '3x4xf32', '3xf32');
  const divided = (by: string) => [splat('n', by, '3xf32'), op('1', 'divide', '%0, %n', '3xf32')];

  test('by a sum and a division are MEAN, with the dimension kept', async () => {
    const back = [op('2', 'rsqrt', '%1', '3xf32'), broadcast('3', '2', '0', '3xf32', '3x4xf32'), op('4', 'multiply', '%a, %3', '3x4xf32')];
    const text = program(['3x4xf32'], '3x4xf32', zero, sum, ...divided('4.0'), ...back, give('4', '3x4xf32'));
    expect(await check(text, [denseOf('f32', [3, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6])])).toEqual(['MEAN', 'RSQRT', 'MUL']);
  });

  test('divided by another number stay', async () => {
    const text = program(['3x4xf32'], '3xf32', zero, sum, ...divided('3.0'), give('1', '3xf32'));
    expect(await check(text, [random('f32', [3, 4])])).toEqual(['SUM', 'DIV']);
  });

  test('that are read elsewhere too are not kept to themselves', async () => {
    const both = [broadcast('1', '0', '0', '3xf32', '3x4xf32'), op('2', 'add', '%a, %1', '3x4xf32')];
    const text = program(['3x4xf32'], '3x4xf32', zero, sum, ...both, give('2', '3x4xf32')).replace('return %2 :', 'return %2, %0 :');
    const twice = text
      .replace('-> tensor<3x4xf32> {', '-> (tensor<3x4xf32>, tensor<3xf32>) {')
      .replace(/return(.*): tensor<3x4xf32>/, 'return$1: tensor<3x4xf32>, tensor<3xf32>');
    expect(await check(twice, [random('f32', [3, 4])])).toEqual(['SUM', 'RESHAPE', 'ADD']);
  });
});

describe('powers', () => {
  const power = (by: string) =>
    program(['3x4xf32'], '3x4xf32', splat('n', by, '3x4xf32'), op('0', 'power', '%a, %n', '3x4xf32'), give('0', '3x4xf32'));

  test('of 2 and 3 are products', async () => {
    expect(await check(power('2.0'), [random('f32', [3, 4])])).toEqual(['MUL']);
    expect(await check(power('3.0'), [random('f32', [3, 4])])).toEqual(['MUL', 'MUL']);
  });

  test('of other numbers stay', async () => {
    expect(await check(power('1.5'), [denseOf('f32', [3, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6])])).toEqual(['POW']);
  });
});

describe('the square of an absolute value', () => {
  const X = '3x4xf32';
  const square = (kind: string, operands: string, results = '%1') => {
    const body = [op('0', kind, '%a', X), op('1', 'multiply', operands, X)];
    const types = results.split(', ').map(() => `tensor<${X}>`);
    return `func.func @main(%a: tensor<${X}>, %b: tensor<${X}>) -> (${types}) {\n${body.join('\n')}\nreturn ${results} : ${types}\n}`;
  };
  const inputs = [random('f32', [3, 4]), random('f32', [3, 4], 2)];

  test('is that of the value', async () => {
    expect(await check(square('abs', '%0, %0'), inputs)).toEqual(['MUL']);
  });

  test.each([
    ['it is multiplied with something else', square('abs', '%0, %b'), ['ABS', 'MUL']],
    ['it is needed besides', square('abs', '%0, %0', '%1, %0'), ['ABS', 'MUL']],
    ['it is something else that is squared', square('sine', '%0, %0'), ['SIN', 'MUL']],
  ])('stays where %s', async (_, text, operators) => {
    expect(await check(text, inputs)).toEqual(operators);
  });
});

describe('the square of a difference', () => {
  const X = '3x4xf32';
  const difference = op('0', 'subtract', '%a, %b', X);
  const square = op('1', 'multiply', '%0, %0', X);
  const text = (body: readonly string[], result = '%1', types = [X]) => {
    const given = types.map((type) => `tensor<${type}>`);
    return `func.func @main(%a: tensor<${X}>, %b: tensor<${X}>) -> (${given}) {\n${body.join('\n')}\nreturn ${result} : ${given}\n}`;
  };
  const total = [splat('z', '0.0', 'f32'), reduce('2', 'add', 'z', '1', 1, X, '3xf32')];
  const inputs = [random('f32', [3, 4]), random('f32', [3, 4], 2)];

  test('is SQUARED_DIFFERENCE', async () => {
    expect(await check(text([difference, square]), inputs)).toEqual(['SQUARED_DIFFERENCE']);
    const more = text([difference, square, ...total], '%1, %2', [X, '3xf32']);
    expect(await check(more, inputs)).toEqual(['SQUARED_DIFFERENCE', 'SUM']);
  });

  test.each([
    ['a sum alone reads it', text([difference, square, ...total], '%2', ['3xf32']), ['SUB', 'MUL', 'SUM']],
    ['the difference is needed besides', text([difference, square], '%1, %0', [X, X]), ['SUB', 'MUL']],
    ['it is multiplied with something else', text([difference, op('1', 'multiply', '%0, %a', X)]), ['SUB', 'MUL']],
    ['it is a sum that is squared', text([op('0', 'add', '%a, %b', X), square]), ['ADD', 'MUL']],
    [
      'the difference is bounded',
      text([difference, splat('z', '0.0', X), op('2', 'maximum', '%0, %z', X), op('1', 'multiply', '%2, %2', X)]),
      ['SUB', 'MUL'],
    ],
  ])('stays where %s', async (_, program, operators) => {
    expect(await check(program, inputs)).toEqual(operators);
  });

  test('stays where it is of integers', async () => {
    const integers = text([difference, square]).replaceAll(X, '3x4xi32');
    expect(await check(integers, [random('i32', [3, 4]), random('i32', [3, 4], 2)])).toEqual(['SUB', 'MUL']);
  });
});

describe('softmax', () => {
  /** As JAX writes it; `over` is the dimension of both reductions, `shift` what is taken from x. */
  const softmax = (over: number, { floor = true, divisor = '6' } = {}) => {
    const kept = over === 1 ? '0' : '1';
    const small = over === 1 ? '3xf32' : '4xf32';
    const maximum = floor ? [splat('f', '0xFF800000', small), op('1', 'maximum', '%f, %0', small)] : [op('1', 'negate', '%0', small)];
    return program(
      ['3x4xf32'],
      '3x4xf32',
      ...[splat('i', '0xFF800000', 'f32'), splat('z', '0.0', 'f32'), reduce('0', 'maximum', 'i', 'a', over, '3x4xf32', small), ...maximum],
      ...[broadcast('2', '1', kept, small, '3x4xf32'), op('3', 'subtract', '%a, %2', '3x4xf32'), op('4', 'exponential', '%3', '3x4xf32')],
      ...[reduce('5', 'add', 'z', '4', over, '3x4xf32', small), broadcast('6', '5', kept, small, '3x4xf32')],
      ...[op('7', 'divide', `%4, %${divisor}`, '3x4xf32'), give('7', '3x4xf32')],
    );
  };

  test('with its maximum taken off is SOFTMAX', async () => {
    expect(await check(softmax(1), [random('f32', [3, 4])])).toEqual(['SOFTMAX']);
  });

  test('over another dimension than the last, of something else than the maximum, divided by something else, stays', async () => {
    expect(await check(softmax(0), [random('f32', [3, 4])])).not.toContain('SOFTMAX');
    expect(await check(softmax(1, { floor: false }), [random('f32', [3, 4])])).not.toContain('SOFTMAX');
    expect(await check(softmax(1, { divisor: '2' }), [random('f32', [3, 4])])).not.toContain('SOFTMAX');
  });

  test('stays where exact results are asked for', () => {
    expect(operatorsOf(lowered(softmax(1), { exact: true }))).not.toContain('SOFTMAX');
  });
});

describe('the logarithm of a softmax', () => {
  /** x − max − log(sum(exp(x − max))), as JAX writes it; `minuend` is what the logarithm is taken from. */
  const logSoftmax = (over: number, minuend = '2') => {
    const [kept, small] = over === 1 ? ['0', '3xf32'] : ['1', '4xf32'];
    return program(
      ['3x4xf32'],
      '3x4xf32',
      ...[splat('i', '0xFF800000', 'f32'), splat('z', '0.0', 'f32'), reduce('0', 'maximum', 'i', 'a', over, '3x4xf32', small)],
      ...[broadcast('1', '0', kept, small, '3x4xf32'), op('2', 'subtract', '%a, %1', '3x4xf32'), op('3', 'exponential', '%2', '3x4xf32')],
      ...[reduce('4', 'add', 'z', '3', over, '3x4xf32', small), op('5', 'log', '%4', small), broadcast('6', '5', kept, small, '3x4xf32')],
      ...[op('7', 'subtract', `%${minuend}, %6`, '3x4xf32'), give('7', '3x4xf32')],
    );
  };

  test('is LOG_SOFTMAX', async () => {
    expect(await check(logSoftmax(1), [random('f32', [3, 4])])).toEqual(['LOG_SOFTMAX']);
  });

  test('over another dimension, of something else, or exactly, stays', async () => {
    expect(await check(logSoftmax(0), [random('f32', [3, 4])])).not.toContain('LOG_SOFTMAX');
    expect(await check(logSoftmax(1, 'a'), [random('f32', [3, 4])])).not.toContain('LOG_SOFTMAX');
    expect(operatorsOf(lowered(logSoftmax(1), { exact: true }))).not.toContain('LOG_SOFTMAX');
  });
});

describe('layers', () => {
  const weights = splat('w', '[[1.0, 2.0], [3.0, 4.0], [5.0, -6.0]]', '3x2xf32');
  const dot = (name: string, operand: string, rows: number) =>
    `%${name} = stablehlo.dot_general %${operand}, %w, contracting_dims = [1] x [0] : (tensor<${rows}x3xf32>, tensor<3x2xf32>) -> tensor<${rows}x2xf32>`;
  const bias = [splat('v', '[0.5, -0.25]', '2xf32'), broadcast('b1', 'v', '1', '2xf32', '4x2xf32')];

  test('keep the dimensions before the last', async () => {
    const body = [weights, reshape('0', 'a', '2x2x3xf32', '4x3xf32'), dot('1', '0', 4), reshape('2', '1', '4x2xf32', '2x2x2xf32')];
    expect(await check(program(['2x2x3xf32'], '2x2x2xf32', ...body, give('2', '2x2x2xf32')), [random('f32', [2, 2, 3])])).toEqual([
      'FULLY_CONNECTED',
    ]);
  });

  test('do not keep dimensions that a reshape cuts through', async () => {
    const body = [weights, reshape('0', 'a', '2x6xf32', '4x3xf32'), dot('1', '0', 4)];
    expect(await check(program(['2x6xf32'], '4x2xf32', ...body, give('1', '4x2xf32')), [random('f32', [2, 6])])).toEqual([
      'RESHAPE',
      'FULLY_CONNECTED',
    ]);
  });

  test('take a constant vector as their bias, and an activation', async () => {
    const body = [
      weights,
      dot('0', 'a', 4),
      ...bias,
      op('1', 'add', '%0, %b1', '4x2xf32'),
      splat('z', '0.0', '4x2xf32'),
      op('2', 'maximum', '%1, %z', '4x2xf32'),
    ];
    expect(await check(program(['4x3xf32'], '4x2xf32', ...body, give('2', '4x2xf32')), [random('f32', [4, 3])])).toEqual([
      'FULLY_CONNECTED',
    ]);
    expect(operatorsOf(lowered(program(['4x3xf32'], '4x2xf32', ...body, give('2', '4x2xf32')), { exact: true }))).toContain('ADD');
  });

  test('take no bias that is computed, that is a column, or that others must not see', async () => {
    const computed = [weights, dot('0', 'a', 4), broadcast('1', 'b', '1', '2xf32', '4x2xf32'), op('2', 'add', '%0, %1', '4x2xf32')];
    expect(
      await check(program(['4x3xf32', '2xf32'], '4x2xf32', ...computed, give('2', '4x2xf32')), [random('f32', [4, 3]), random('f32', [2])]),
    ).toEqual(['FULLY_CONNECTED', 'ADD']);
    const column = [
      weights,
      dot('0', 'a', 2),
      splat('v', '[0.5, -0.25]', '2xf32'),
      broadcast('1', 'v', '0', '2xf32', '2x2xf32'),
      op('2', 'add', '%0, %1', '2x2xf32'),
    ];
    expect(await check(program(['2x3xf32'], '2x2xf32', ...column, give('2', '2x2xf32')), [random('f32', [2, 3])])).toEqual([
      'FULLY_CONNECTED',
      'ADD',
    ]);
    const shared = [weights, dot('0', 'a', 4), ...bias, op('1', 'add', '%0, %b1', '4x2xf32'), op('2', 'multiply', '%0, %1', '4x2xf32')];
    expect(await check(program(['4x3xf32'], '4x2xf32', ...shared, give('2', '4x2xf32')), [random('f32', [4, 3])])).toEqual([
      'FULLY_CONNECTED',
      'ADD',
      'MUL',
    ]);
  });

  test('with an activation take no second one and no bias behind it', async () => {
    const zero = splat('z', '0.0', '4x2xf32');
    const body = [weights, dot('0', 'a', 4), zero, op('1', 'maximum', '%0, %z', '4x2xf32'), ...bias, op('2', 'add', '%1, %b1', '4x2xf32')];
    expect(await check(program(['4x3xf32'], '4x2xf32', ...body, give('2', '4x2xf32')), [random('f32', [4, 3])])).toEqual([
      'FULLY_CONNECTED',
      'ADD',
    ]);
  });
});
