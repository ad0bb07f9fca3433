import { CompileError } from '@hlolite/diagnostics';
import { parse, topLevel } from '@hlolite/mlir-parser';
import { type Dense, denseOf, type ElementType, expandedBytes, readNumbers, splatOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { evaluate, interpret, isImplemented } from '../index.js';

const program = (text: string) => parse(new TextEncoder().encode(text));
const numbersOf = (dense: Dense | undefined) => (dense ? [...readNumbers({ ...dense, bytes: expandedBytes(dense), splat: false })] : []);
const f32 = (shape: number[], values: number[]) => denseOf('f32', shape, values);

/** Runs one operation `%r = body` on inputs of the types in `main`'s head. */
function run(head: string, body: string, result: string, inputs: readonly Dense[]): (number | bigint)[] {
  return numbersOf(interpret(program(`func.func @main(${head}) -> ${result} {\n ${body}\n return %r : ${result}\n}`), inputs)[0]);
}

/** Applies a binary op to two one-element tensors of a type. */
const binary = (op: string, type: ElementType, a: number | bigint, b: number | bigint) =>
  run(`%a: tensor<${type}>, %b: tensor<${type}>`, `%r = stablehlo.${op} %a, %b : tensor<${type}>`, `tensor<${type}>`, [
    denseOf(type, [], [a] as number[]),
    denseOf(type, [], [b] as number[]),
  ])[0];

describe('results are those of the element type', () => {
  test.each<[string, ElementType, number | bigint, number | bigint, number | bigint]>([
    ['add', 'i8', 127, 1, -128],
    ['add', 'ui8', 255, 1, 0],
    ['multiply', 'i32', 123456789, 987654321, Math.imul(123456789, 987654321)],
    ['multiply', 'i64', 2n ** 62n, 3n, -(2n ** 62n)],
    ['divide', 'i32', -7, 2, -3],
    ['divide', 'i32', 7, 0, -1],
    ['remainder', 'i32', -7, 3, -1],
    ['remainder', 'f32', -7.5, 2, -1.5],
    ['maximum', 'f32', Number.NaN, 1, Number.NaN],
    ['add', 'f32', 16777216, 1, 16777216],
    ['add', 'f16', 2048, 1, 2048],
    ['add', 'bf16', 256, 1, 256],
    ['power', 'f32', 1, Number.NaN, 1],
    ['power', 'i32', 3, 5, 243],
    ['shift_left', 'i32', 1, 32, 0],
    ['shift_right_logical', 'i32', -1, 28, 15],
    ['shift_right_arithmetic', 'i32', -8, 40, -1],
    ['xor', 'ui32', 4294967295, 1, 4294967294],
  ])('%s of %s', (op, type, a, b, expected) => {
    expect(binary(op, type, a, b)).toEqual(expected);
  });
});

test('a splat stays one through elementwise ops, broadcasts and reshapes', () => {
  const text = `func.func @main(%a: tensor<f32>) -> tensor<6xf32> {
    %0 = stablehlo.broadcast_in_dim %a, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %1 = stablehlo.add %0, %0 : tensor<2x3xf32>
    %2 = stablehlo.reshape %1 : (tensor<2x3xf32>) -> tensor<6xf32>
    return %2 : tensor<6xf32>
  }`;
  const [result] = interpret(program(text), [f32([], [3])]);
  expect(result).toEqual({ ...splatOf('f32', [6], 6) });
});

test('a reduction applies its body, whether that is one op or several', () => {
  const input = f32([2, 3], [1, 2, 3, 4, 5, 6]);
  const types = '(tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>';
  const head = '%a: tensor<2x3xf32>, %b: tensor<f32>';
  expect(
    run(head, `%r = stablehlo.reduce(%a init: %b) applies stablehlo.add across dimensions = [1] : ${types}`, 'tensor<2xf32>', [
      input,
      f32([], [10]),
    ]),
  ).toEqual([16, 25]);
  const squares = `%r = stablehlo.reduce(%a init: %b) across dimensions = [1] : ${types}
    reducer(%x: tensor<f32>, %y: tensor<f32>) {
      %0 = stablehlo.multiply %y, %y : tensor<f32>
      %1 = stablehlo.add %x, %0 : tensor<f32>
      stablehlo.return %1 : tensor<f32>
    }`;
  expect(run(head, squares, 'tensor<2xf32>', [input, f32([], [0])])).toEqual([14, 77]);
});

test('a cumulative sum as reduce_window', () => {
  const body = `%z = stablehlo.constant dense<0> : tensor<i64>
    %r = "stablehlo.reduce_window"(%a, %z) <{padding = dense<[[3, 0]]> : tensor<1x2xi64>, window_dimensions = array<i64: 4>}> ({
    ^bb0(%x: tensor<i64>, %y: tensor<i64>):
      %s = stablehlo.add %x, %y : tensor<i64>
      stablehlo.return %s : tensor<i64>
    }) : (tensor<4xi64>, tensor<i64>) -> tensor<4xi64>`;
  expect(run('%a: tensor<4xi64>', body, 'tensor<4xi64>', [denseOf('i64', [4], [1n, 2n, 3n, 4n])])).toEqual([1n, 3n, 6n, 10n]);
});

test('gather clamps its starts and scatter drops what falls outside', () => {
  const gather = `%r = "stablehlo.gather"(%a, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0],
    start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>}> : (tensor<3x2xf32>, tensor<2x1xi32>) -> tensor<2x2xf32>`;
  const rows = f32([3, 2], [1, 2, 3, 4, 5, 6]);
  const indices = denseOf('i32', [2, 1], [1, 9]);
  expect(run('%a: tensor<3x2xf32>, %i: tensor<2x1xi32>', gather, 'tensor<2x2xf32>', [rows, indices])).toEqual([3, 4, 5, 6]);
  const scatter = `%r = "stablehlo.scatter"(%a, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1],
    inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ({
    ^bb0(%x: tensor<f32>, %y: tensor<f32>):
      %s = stablehlo.add %x, %y : tensor<f32>
      stablehlo.return %s : tensor<f32>
    }) : (tensor<3x2xf32>, tensor<2x1xi32>, tensor<2x2xf32>) -> tensor<3x2xf32>`;
  const updates = f32([2, 2], [10, 20, 30, 40]);
  const head = '%a: tensor<3x2xf32>, %i: tensor<2x1xi32>, %u: tensor<2x2xf32>';
  expect(run(head, scatter, 'tensor<3x2xf32>', [rows, indices, updates])).toEqual([1, 2, 13, 24, 5, 6]);
});

test('pad takes negative edges and interior padding, in any element width', () => {
  const body = '%r = stablehlo.pad %a, %b, low = [-1], high = [1], interior = [1] : (tensor<3xf64>, tensor<f64>) -> tensor<5xf64>';
  const inputs = [denseOf('f64', [3], [1, 2, 3]), denseOf('f64', [], [9])];
  expect(run('%a: tensor<3xf64>, %b: tensor<f64>', body, 'tensor<5xf64>', inputs)).toEqual([9, 2, 9, 3, 9]);
});

test('integers in a dot product wrap, floats are rounded once', () => {
  const body = '%r = stablehlo.dot_general %a, %b, contracting_dims = [0] x [0] : (tensor<2xi32>, tensor<2xi32>) -> tensor<i32>';
  const inputs = [denseOf('i32', [2], [2 ** 30, 5]), denseOf('i32', [2], [4, 7])];
  expect(run('%a: tensor<2xi32>, %b: tensor<2xi32>', body, 'tensor<i32>', inputs)).toEqual([35]);
});

test('a loop runs until its condition fails', () => {
  const body = `%r = stablehlo.while(%i = %a) : tensor<i32>
    cond {
      %limit = stablehlo.constant dense<100> : tensor<i32>
      %c = stablehlo.compare LT, %i, %limit : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
    } do {
      %n = stablehlo.add %i, %i : tensor<i32>
      stablehlo.return %n : tensor<i32>
    }`;
  expect(run('%a: tensor<i32>', body, 'tensor<i32>', [denseOf('i32', [], [3])])).toEqual([192]);
});

function errorOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('no error');
}

describe('what cannot be computed is an error that says why', () => {
  const custom =
    'func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {\n  %r = stablehlo.custom_call @mine(%a) : (tensor<2xf32>) -> tensor<2xf32>\n  return %r : tensor<2xf32>\n}';

  test('a custom call without an implementation, and with one', () => {
    expect(errorOf(() => interpret(program(custom), [f32([2], [1, 2])]))).toMatchObject({
      code: 'interpret/custom-call',
      message: 'custom_call @mine must have an implementation to be computed (none was given)',
    });
    const mine = ([a]: readonly Dense[]) => [
      denseOf(
        'f32',
        [2],
        [...(readNumbers(a as Dense) as Float32Array)].map((x) => -x),
      ),
    ];
    expect(numbersOf(interpret(program(custom), [f32([2], [1, 2])], { customCalls: { mine } })[0])).toEqual([-1, -2]);
  });

  test('inputs that are not as the function takes them', () => {
    expect(errorOf(() => interpret(program(custom), []))?.message).toBe('1 inputs must be given (was 0)');
    expect(errorOf(() => interpret(program(custom), [f32([3], [1, 2, 3])]))?.message).toBe('input 0 must be f32[2] (was f32[3])');
  });

  test('a function that calls itself, and one that is not there', () => {
    const text = 'func.func @main() {\n  func.call @main() : () -> ()\n  return\n}';
    expect(errorOf(() => interpret(program(text), []))?.code).toBe('interpret/depth');
    expect(errorOf(() => interpret(program(text), [], { function: 'other' }))?.message).toBe(
      'the program must have a function @other with a body (has @main)',
    );
  });

  test('a loop without end', () => {
    const text = `func.func @main(%a: tensor<i1>) -> tensor<i1> {
      %r = stablehlo.while(%i = %a) : tensor<i1>
        cond { stablehlo.return %i : tensor<i1> }
        do { stablehlo.return %i : tensor<i1> }
      return %r : tensor<i1>
    }`;
    expect(errorOf(() => interpret(program(text), [denseOf('i1', [], [1])], { maximumOperations: 1000 }))?.code).toBe('interpret/endless');
  });

  test('a tensor too large to hold, unless it is a splat', () => {
    const text = (op: string) => `func.func @main() -> tensor<1099511627776xi8> {\n  %r = ${op}\n  return %r : tensor<1099511627776xi8>\n}`;
    const iota = text('stablehlo.iota dim = 0 : tensor<1099511627776xi8>');
    expect(errorOf(() => interpret(program(iota), []))).toMatchObject({ code: 'interpret/too-large', place: { span: {} } });
    const splat = text('stablehlo.constant dense<1> : tensor<1099511627776xi8>');
    expect(interpret(program(splat), [])[0]).toMatchObject({ splat: true });
  });

  test('an unknown op', () => {
    const module = program('"other.op"() : () -> ()');
    const [operation] = topLevel(module);
    expect(isImplemented('other.op')).toBe(false);
    expect(operation && errorOf(() => evaluate(operation, []))?.code).toBe('interpret/unsupported-op');
  });
});

test('what a program asserts of the sizes of its inputs must hold', () => {
  const asserting = program(`func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {
    %two = stablehlo.constant dense<2> : tensor<i32>
    %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?xf32>) -> tensor<i32>
    %holds = stablehlo.compare GE, %n, %two : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.custom_call @shape_assertion(%holds, %n) {error_message = "at least two", has_side_effect = true} : (tensor<i1>, tensor<i32>) -> ()
    return %x : tensor<?xf32>
  }`);
  expect(interpret(asserting, [f32([2], [1, 2])])).toEqual([f32([2], [1, 2])]);
  expect(() => interpret(asserting, [f32([1], [1])])).toThrow('the sizes of the inputs must be as the program asserts (at least two)');
});
