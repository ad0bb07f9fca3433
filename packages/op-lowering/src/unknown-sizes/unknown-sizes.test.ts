import { denseOf, readNumbers } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { checkSizes, lowered, random } from '../../../../tooling/op-check.js';

const codes = (text: string): readonly string[] => {
  try {
    lowered(text);
  } catch (error) {
    return (error as { diagnostics: readonly { code: string; message: string }[] }).diagnostics.map(
      ({ code, message }) => `${code}: ${message}`,
    );
  }
  return [];
};

describe('a model serves every size', () => {
  test('of the batch of a small network', async () => {
    const program = `func.func @main(%x: tensor<?x4xf32>, %w: tensor<4x3xf32>) -> tensor<?x3xf32> {
      %0 = stablehlo.tanh %x : tensor<?x4xf32>
      %1 = stablehlo.dot_general %0, %w, contracting_dims = [1] x [0] : (tensor<?x4xf32>, tensor<4x3xf32>) -> tensor<?x3xf32>
      %2 = stablehlo.exponential %1 : tensor<?x3xf32>
      return %2 : tensor<?x3xf32>
    }`;
    const w = random('f32', [4, 3]);
    await checkSizes(
      program,
      [3, 1, 8, 3].map((batch) => [random('f32', [batch, 4], batch + 1), w]),
    );
  });

  test('with shapes that the program computes, and two sizes that turn out to be the same', async () => {
    const program = `func.func @main(%x: tensor<?x2x3xf32>, %y: tensor<?x6xf32>) -> tensor<?x6xf32> {
      %six = stablehlo.constant dense<6> : tensor<1xi32>
      %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x2x3xf32>) -> tensor<i32>
      %list = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
      %shape = stablehlo.concatenate %list, %six, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
      %flat = stablehlo.dynamic_reshape %x, %shape : (tensor<?x2x3xf32>, tensor<2xi32>) -> tensor<?x6xf32>
      %two = stablehlo.constant dense<2.0> : tensor<f32>
      %twos = stablehlo.dynamic_broadcast_in_dim %two, %shape, dims = [] : (tensor<f32>, tensor<2xi32>) -> tensor<?x6xf32>
      %0 = stablehlo.multiply %flat, %twos : tensor<?x6xf32>
      %1 = stablehlo.add %0, %y : tensor<?x6xf32>
      return %1 : tensor<?x6xf32>
    }`;
    const runs = [2, 1, 5].map((batch) => [random('f32', [batch, 2, 3]), random('f32', [batch, 6], 2)]);
    expect(await checkSizes(program, runs)).toEqual(['RESHAPE', 'MUL', 'ADD']);
  });

  test('with a broadcast that has to be written out, to a size read from the input', async () => {
    const program = `func.func @main(%x: tensor<?x3xf32>) -> tensor<?x4xf32> {
      %one = stablehlo.constant dense<1> : tensor<1xi32>
      %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
      %list = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
      %shape = stablehlo.concatenate %list, %one, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
      %zero = stablehlo.constant dense<0.0> : tensor<f32>
      %zeros = stablehlo.dynamic_broadcast_in_dim %zero, %shape, dims = [] : (tensor<f32>, tensor<2xi32>) -> tensor<?x1xf32>
      %0 = stablehlo.concatenate %x, %zeros, dim = 1 : (tensor<?x3xf32>, tensor<?x1xf32>) -> tensor<?x4xf32>
      return %0 : tensor<?x4xf32>
    }`;
    await checkSizes(
      program,
      [2, 1, 5].map((batch) => [random('f32', [batch, 3])]),
    );
  });

  test('with numbers up to a size, and a mask made of them', async () => {
    const program = `func.func @main(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
      %r = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x?xf32>) -> tensor<i32>
      %c = stablehlo.get_dimension_size %x, dim = 1 : (tensor<?x?xf32>) -> tensor<i32>
      %rows = stablehlo.reshape %r : (tensor<i32>) -> tensor<1xi32>
      %columns = stablehlo.reshape %c : (tensor<i32>) -> tensor<1xi32>
      %shape = stablehlo.concatenate %rows, %columns, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
      %i = stablehlo.dynamic_iota %shape, dim = 0 : (tensor<2xi32>) -> tensor<?x?xi32>
      %j = stablehlo.dynamic_iota %shape, dim = 1 : (tensor<2xi32>) -> tensor<?x?xi32>
      %mask = stablehlo.compare GE, %i, %j : (tensor<?x?xi32>, tensor<?x?xi32>) -> tensor<?x?xi1>
      %zero = stablehlo.constant dense<0.0> : tensor<f32>
      %zeros = stablehlo.dynamic_broadcast_in_dim %zero, %shape, dims = [] : (tensor<f32>, tensor<2xi32>) -> tensor<?x?xf32>
      %0 = stablehlo.select %mask, %x, %zeros : tensor<?x?xi1>, tensor<?x?xf32>
      return %0 : tensor<?x?xf32>
    }`;
    const shapes = [
      [2, 3],
      [1, 1],
      [5, 2],
    ];
    await checkSizes(
      program,
      shapes.map((shape) => [random('f32', shape)]),
    );
  });

  test('that is kept whole by a slice, a reduction and a gather', async () => {
    const program = `func.func @main(%x: tensor<?x5xf32>) -> tensor<?xf32> {
      %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x5xf32>) -> tensor<i32>
      %list = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
      %three = stablehlo.constant dense<3> : tensor<1xi32>
      %one = stablehlo.constant dense<1> : tensor<1xi32>
      %sizes = stablehlo.concatenate %list, %three, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
      %part = "stablehlo.dynamic_gather"(%x, %one, %sizes) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], start_index_map = [1]>}> : (tensor<?x5xf32>, tensor<1xi32>, tensor<2xi32>) -> tensor<?x3xf32>
      %zero = stablehlo.constant dense<0.0> : tensor<f32>
      %0 = stablehlo.reduce(%part init: %zero) applies stablehlo.add across dimensions = [1] : (tensor<?x3xf32>, tensor<f32>) -> tensor<?xf32>
      return %0 : tensor<?xf32>
    }`;
    expect(
      await checkSizes(
        program,
        [4, 1].map((rows) => [random('f32', [rows, 5])]),
      ),
    ).toEqual(['SLICE', 'SUM']);
  });

  test('up to which a longer table is cut, from places that are all 0', async () => {
    const table = random('f32', [64, 3], 2);
    const numbers = Array.from(readNumbers(table), Number);
    const program = `func.func @main(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
      %table = stablehlo.constant dense<[${numbers.join()}]> : tensor<192xf32>
      %rows = stablehlo.reshape %table : (tensor<192xf32>) -> tensor<64x3xf32>
      %from = stablehlo.constant dense<0> : tensor<2xi32>
      %steps = stablehlo.constant dense<1> : tensor<2xi32>
      %three = stablehlo.constant dense<3> : tensor<1xi32>
      %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
      %list = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
      %to = stablehlo.concatenate %list, %three, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
      %part = stablehlo.real_dynamic_slice %rows, %from, %to, %steps : (tensor<64x3xf32>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) -> tensor<?x3xf32>
      %0 = stablehlo.add %x, %part : tensor<?x3xf32>
      return %0 : tensor<?x3xf32>
    }`;
    await checkSizes(
      program,
      [4, 1, 8].map((rows) => [random('f32', [rows, 3])]),
    );
  });

  test('where a known size is a number that the compiler tries for an unknown one', async () => {
    const program = `func.func @main(%x: tensor<?x15xf32>) -> tensor<5x?x3xf32> {
      %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x15xf32>) -> tensor<i32>
      %list = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
      %five = stablehlo.constant dense<5> : tensor<1xi32>
      %three = stablehlo.constant dense<3> : tensor<1xi32>
      %rows = stablehlo.concatenate %list, %five, %three, dim = 0 : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
      %columns = stablehlo.concatenate %five, %list, %three, dim = 0 : (tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<3xi32>
      %a = stablehlo.dynamic_reshape %x, %rows : (tensor<?x15xf32>, tensor<3xi32>) -> tensor<?x5x3xf32>
      %b = stablehlo.dynamic_reshape %x, %columns : (tensor<?x15xf32>, tensor<3xi32>) -> tensor<5x?x3xf32>
      %turned = stablehlo.transpose %a, dims = [1, 0, 2] : (tensor<?x5x3xf32>) -> tensor<5x?x3xf32>
      %0 = stablehlo.add %turned, %b : tensor<5x?x3xf32>
      return %0 : tensor<5x?x3xf32>
    }`;
    await checkSizes(
      program,
      [2, 5, 1].map((rows) => [random('f32', [rows, 15])]),
    );
  });

  test('with a size as a number: a mean over it, and the number itself', async () => {
    const program = `func.func @main(%x: tensor<?x3xf32>) -> (tensor<3xf32>, tensor<f32>) {
      %zero = stablehlo.constant dense<0.0> : tensor<f32>
      %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
      %count = stablehlo.convert %n : (tensor<i32>) -> tensor<f32>
      %sum = stablehlo.reduce(%x init: %zero) applies stablehlo.add across dimensions = [0] : (tensor<?x3xf32>, tensor<f32>) -> tensor<3xf32>
      %counts = stablehlo.broadcast_in_dim %count, dims = [] : (tensor<f32>) -> tensor<3xf32>
      %0 = stablehlo.divide %sum, %counts : tensor<3xf32>
      return %0, %count : tensor<3xf32>, tensor<f32>
    }`;
    await checkSizes(
      program,
      [4, 1, 9].map((size) => [random('f32', [size, 3], size)]),
    );
  });

  test('from which a number is taken off: the last row', async () => {
    const program = `func.func @main(%x: tensor<?x3xf32>, %y: tensor<1x3xf32>) -> tensor<1x3xf32> {
      %one = stablehlo.constant dense<1> : tensor<i32>
      %none = stablehlo.constant dense<0> : tensor<1xi32>
      %columns = stablehlo.constant dense<3> : tensor<1xi32>
      %steps = stablehlo.constant dense<1> : tensor<2xi32>
      %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
      %last = stablehlo.subtract %n, %one : tensor<i32>
      %from = stablehlo.reshape %last : (tensor<i32>) -> tensor<1xi32>
      %to = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
      %start = stablehlo.concatenate %from, %none, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
      %limit = stablehlo.concatenate %to, %columns, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
      %row = stablehlo.real_dynamic_slice %x, %start, %limit, %steps : (tensor<?x3xf32>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) -> tensor<1x3xf32>
      %0 = stablehlo.add %row, %y : tensor<1x3xf32>
      return %0 : tensor<1x3xf32>
    }`;
    await checkSizes(
      program,
      [4, 1, 9].map((size) => [random('f32', [size, 3], size), random('f32', [1, 3])]),
    );
  });

  test('in a loop', async () => {
    const program = `func.func @main(%x: tensor<?x3xf32>, %n: tensor<i32>) -> tensor<?x3xf32> {
      %zero = stablehlo.constant dense<0> : tensor<i32>
      %0:2 = stablehlo.while(%i = %n, %acc = %x) : tensor<i32>, tensor<?x3xf32>
      cond {
        %more = stablehlo.compare GT, %i, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %more : tensor<i1>
      } do {
        %one = stablehlo.constant dense<1> : tensor<i32>
        %next = stablehlo.subtract %i, %one : tensor<i32>
        %sum = stablehlo.add %acc, %x : tensor<?x3xf32>
        stablehlo.return %next, %sum : tensor<i32>, tensor<?x3xf32>
      }
      return %0#1 : tensor<?x3xf32>
    }`;
    await checkSizes(
      program,
      [2, 1, 4].map((batch) => [random('f32', [batch, 3]), denseOf('i32', [], [batch])]),
    );
  });
});

test.each(['custom', 'composite', 'decompose'] as const)('the norm under the policy %s serves every batch and length', async (policy) => {
  const norm = (call: string) => `func.func @main(%x: tensor<?x?x8xf32>, %w: tensor<8xf32>) -> tensor<?x?x8xf32> {
    %a = stablehlo.tanh %x : tensor<?x?x8xf32>
    ${call}
    %0 = stablehlo.add %y, %x : tensor<?x?x8xf32>
    return %0 : tensor<?x?x8xf32>
  }`;
  const call = `%y = stablehlo.custom_call @ai_edge_torch.rms_norm(%a, %w) {api_version = 4 : i32, backend_config = {epsilon = 1.0e-5 : f32}} : (tensor<?x?x8xf32>, tensor<8xf32>) -> tensor<?x?x8xf32>`;
  const runs = [
    [2, 3],
    [1, 1],
    [3, 7],
  ].map((shape) => [random('f32', [...shape, 8]), random('f32', [8], 2)] as const);
  const expected = runs.map(([x, w]) => {
    const [numbers, weights] = [x, w].map((dense) => Array.from(readNumbers(dense), Number)) as [number[], number[]];
    const wanted = numbers.map((value, index) => {
      const row = numbers.slice(index - (index % 8), index - (index % 8) + 8).map(Math.tanh);
      const mean = row.reduce((sum, each) => sum + each * each, 0) / 8;
      return (Math.tanh(value) / Math.sqrt(mean + 1e-5)) * (weights[index % 8] as number) + value;
    });
    return [denseOf('f32', x.shape, wanted)];
  });
  await checkSizes(norm(call), runs, { customOpPolicies: { 'ai_edge_torch.rms_norm': { policy } }, expected });
});

describe('what would be right for some sizes only is an error:', () => {
  const sized = (body: string, result: string) => `func.func @main(%x: tensor<?x3xf32>) -> ${result} {
    %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
    ${body}
    return %0 : ${result}
  }`;

  test('a number that is no size, nor a few more or less', () => {
    const body = `%1 = stablehlo.multiply %n, %n : tensor<i32>
    %0 = stablehlo.convert %1 : (tensor<i32>) -> tensor<f32>`;
    expect(codes(sized(body, 'tensor<f32>')).join()).toMatch(/^lower\/dynamic-shape/);
  });

  test('a choice by a size', () => {
    const body = `%four = stablehlo.constant dense<4> : tensor<i32>
    %0 = stablehlo.maximum %n, %four : tensor<i32>`;
    expect(codes(sized(body, 'tensor<i32>'))).toEqual([
      'lower/dynamic-shape: an unknown size must only make shapes (stablehlo.maximum computes with it)',
    ]);
  });

  test('a shape that is data', () => {
    const program = `func.func @main(%x: tensor<6xf32>, %shape: tensor<2xi32>) -> tensor<?x?xf32> {
      %0 = stablehlo.dynamic_reshape %x, %shape : (tensor<6xf32>, tensor<2xi32>) -> tensor<?x?xf32>
      return %0 : tensor<?x?xf32>
    }`;
    expect(codes(program).join()).toMatch(
      /^lower\/dynamic-shape: stablehlo.dynamic_reshape must have a shape that follows from the shapes/,
    );
  });

  test('a constant shape that does not fit', () => {
    const reshape = (shape: string) => `func.func @main(%x: tensor<6xf32>) -> tensor<?xf32> {
      %shape = stablehlo.constant dense<[${shape}]> : tensor<1xi32>
      %0 = stablehlo.dynamic_reshape %x, %shape : (tensor<6xf32>, tensor<1xi32>) -> tensor<?xf32>
      return %0 : tensor<?xf32>
    }`;
    expect(codes(reshape('4')).join()).toMatch(/^verify\/constraint: the result must have the 6 elements of operand/);
    expect(codes(reshape('-6')).join()).toMatch(/^lower\/dynamic-shape/);
    expect(codes(reshape('6'))).toEqual([]);
  });
});
