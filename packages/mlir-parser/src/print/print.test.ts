import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CompileError, render } from '@hlolite/diagnostics';
import { describe, expect, test } from 'vitest';
import { block, operation, parse, print, printTo, readBytecode, writeBytecode } from '../index.js';
import { floatText } from './floats.js';

/** The text inside of a function. */
const inFunction = (lines: readonly string[], types = '') =>
  `module {\n  func.func @main(${types}) {\n${lines.map((line) => `    ${line}\n`).join('')}    return\n  }\n}\n`;

const again = (text: string, options: Parameters<typeof print>[1] = {}) => print(parse(text), options);

describe('what MLIR prints is printed again byte for byte:', () => {
  test('constants are named by what they hold, and numbered where names are taken', () => {
    const text = inFunction([
      '%c = stablehlo.constant dense<1> : tensor<i32>',
      '%cst = stablehlo.constant dense<[1.000000e+00, 0x7FC00000]> : tensor<2xf32>',
      '%c_0 = stablehlo.constant dense<[true, false]> : tensor<2xi1>',
      '%c5_i32 = arith.constant 5 : i32',
      '%true = arith.constant true',
      '%0 = stablehlo.iota dim = 0 : tensor<4xi32>',
    ]);
    expect(again(text)).toBe(text);
  });

  test('each pretty form', () => {
    const text = inFunction(
      [
        '%0 = stablehlo.add %arg0, %arg0 : tensor<4x4xf32>',
        '%1 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<4x4xf32>) -> tensor<4x4xf32>',
        '%2 = stablehlo.slice %arg0 [0:4:2, 1:3] : (tensor<4x4xf32>) -> tensor<2x2xf32>',
        '%3 = stablehlo.compare LT, %arg0, %0, FLOAT : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xi1>',
        '%4 = stablehlo.select %3, %0, %1 : tensor<4x4xi1>, tensor<4x4xf32>',
        '%5 = stablehlo.concatenate %0, %1, dim = 1 : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x8xf32>',
        '%6 = stablehlo.dot_general %0, %1, contracting_dims = [1] x [0], precision = [HIGHEST, DEFAULT] : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>',
        '%7 = stablehlo.complex %0, %1 : tensor<4x4xcomplex<f32>>',
        '%8 = stablehlo.reduce_precision %0, format = e5m10 : tensor<4x4xf32>',
        '%9 = stablehlo.cholesky %0, lower = true : tensor<4x4xf32>',
        '%10 = stablehlo.fft %7, type = FFT, length = [4] : (tensor<4x4xcomplex<f32>>) -> tensor<4x4xcomplex<f32>>',
        '%11 = stablehlo.tuple %0, %1 : tuple<tensor<4x4xf32>, tensor<4x4xf32>>',
        '%12 = stablehlo.get_tuple_element %11[0] : (tuple<tensor<4x4xf32>, tensor<4x4xf32>>) -> tensor<4x4xf32>',
        '%13 = stablehlo.custom_call @target(%0) {api_version = 4 : i32, backend_config = {epsilon = 9.99999997E-7 : f32}} : (tensor<4x4xf32>) -> tensor<4x4xf32>',
        '%14:2 = stablehlo.custom_call @"a b"() {has_side_effect = true} : () -> (tensor<1xi8>, !stablehlo.token)',
        '%15 = stablehlo.composite "a.b" %0 {composite_attributes = {n = 1 : i64}, decomposition = @f, version = 1 : i32} : (tensor<4x4xf32>) -> tensor<4x4xf32>',
        '%values, %indices = chlo.top_k(%0, k = 2) : tensor<4x4xf32> -> (tensor<4x2xf32>, tensor<4x2xi32>)',
        '%16 = chlo.erf %0 : tensor<4x4xf32> -> tensor<4x4xf32>',
        '%17 = chlo.broadcast_add %0, %1 : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>',
        '%18:2 = stablehlo.optimization_barrier %0, %1 : tensor<4x4xf32>, tensor<4x4xf32>',
        '%19 = stablehlo.create_token : !stablehlo.token',
        '%20 = stablehlo.after_all %19, %19 : !stablehlo.token',
      ],
      '%arg0: tensor<4x4xf32>',
    );
    expect(again(text)).toBe(text);
  });

  test('a convolution with its window, and attributes that have no place of their own', () => {
    const text = inFunction(
      [
        '%0 = stablehlo.convolution(%arg0, %arg1) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 2], pad = [[1, 1], [0, 0]]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x8x8x3xf32>, tensor<3x3x3x4xf32>) -> tensor<1x4x3x4xf32>',
      ],
      '%arg0: tensor<1x8x8x3xf32>, %arg1: tensor<3x3x3x4xf32>',
    );
    expect(again(text)).toBe(text);
  });

  test('loops and reductions with regions', () => {
    const text = inFunction(
      [
        '%c = stablehlo.constant dense<0> : tensor<i32>',
        '%0:2 = stablehlo.while(%iterArg = %c, %iterArg_0 = %arg0) : tensor<i32>, tensor<4xf32>',
        'cond {',
        '  %2 = stablehlo.compare LT, %iterArg, %iterArg : (tensor<i32>, tensor<i32>) -> tensor<i1>',
        '  stablehlo.return %2 : tensor<i1>',
        '} do {',
        '  stablehlo.return %iterArg, %iterArg_0 : tensor<i32>, tensor<4xf32>',
        '}',
        '%cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>',
        '%1 = stablehlo.reduce(%0#1 init: %cst) applies stablehlo.add across dimensions = [0] : (tensor<4xf32>, tensor<f32>) -> tensor<f32>',
      ],
      '%arg0: tensor<4xf32>',
    );
    expect(again(text)).toBe(text);
  });

  test('functions with attributes of arguments and results, and declarations', () => {
    const text = `module @m attributes {mhlo.num_partitions = 1 : i32} {
  func.func public @main(%arg0: tensor<f32> {jax.name = "x"}) -> (tensor<f32> {jax.result_info = "y"}) attributes {k} {
    %0 = call @other(%arg0) : (tensor<f32>) -> tensor<f32>
    return %0 : tensor<f32>
  }
  func.func private @other(tensor<f32>) -> tensor<f32>
}
`;
    expect(again(text)).toBe(text);
  });

  test('blocks with their predecessors, in the generic form of a dialect that is not known', () => {
    const text = `module {
  "t.f"() <{p = 1 : i64}> ({
  ^bb0(%arg0: i1):
    "t.branch"(%arg0)[^bb1, ^bb2] : (i1) -> ()
  ^bb1:  // pred: ^bb0
    "t.jump"()[^bb2] : () -> ()
  ^bb2:  // 2 preds: ^bb0, ^bb1
    "t.end"() : () -> ()
  ^bb3:  // no predecessors
    "t.end"() : () -> ()
  }) {a = #t.opaque<1>} : () -> ()
}
`;
    expect(again(text)).toBe(text);
  });

  test('types of all kinds', () => {
    const types = [
      'tensor<?x4xf32, #stablehlo.bounds<8, ?>>',
      'tensor<*xi32>',
      'vector<[4]x2xf32>',
      'tuple<tensor<f8E4M3FN>, !stablehlo.token>',
      '(i1, si8) -> (ui16, index)',
      'tensor<4x!quant.uniform<i8<-127:127>:f32:0, {5.000000e-01:1,2.500000e-01}>>',
      '!quant.uniform<u8:f32, 0.0039215482917486456:128>',
    ];
    const text = `module attributes {types = [${types.join(', ')}]} {\n}\n`;
    expect(again(text)).toBe(text);
  });

  test('resources behind the program', () => {
    const text = `module attributes {a = dense_resource<blob> : tensor<2xi8>} {
}

{-#
  dialect_resources: {
    builtin: {
      blob: "0x100000000102"
    }
  }
#-}
`;
    expect(again(text)).toBe(text);
  });
});

describe('floats are spelt as LLVM does', () => {
  test.each([
    [1, 'f32', '1.000000e+00'],
    [Math.fround(0.1), 'f32', '1.000000e-01'],
    [Math.fround(0.7), 'f32', '0.699999988'],
    [Math.fround(1e-6), 'f32', '9.99999997E-7'],
    [Math.fround(3.4028234663852886e38), 'f32', '3.40282347E+38'],
    [-0, 'f64', '-0.000000e+00'],
    [9.675809035373237e-11, 'f64', '9.6758090353732369E-11'],
    [0.009518991732129863, 'f64', '0.0095189917321298628'],
    [Number.POSITIVE_INFINITY, 'bf16', '0x7F80'],
    [Number.NaN, 'f32', '0x7FC00000'],
    // A number without a point could be read as an integer: MLIR writes its bits.
    [123456789, 'f64', '0x419D6F3454000000'],
  ])('%d of %s is %s', (value, type, text) => {
    expect(floatText(value, type)).toBe(text);
  });
});

test('the generic form says the same as the pretty one', () => {
  const text = inFunction(['%0 = stablehlo.add %arg0, %arg0 {a = 1 : i64} : tensor<f32>'], '%arg0: tensor<f32>');
  const generic = again(text, { generic: true });
  expect(generic).toMatchInlineSnapshot(`
    ""builtin.module"() ({
      "func.func"() <{function_type = (tensor<f32>) -> (), sym_name = "main"}> ({
      ^bb0(%arg0: tensor<f32>):
        %0 = "stablehlo.add"(%arg0, %arg0) {a = 1 : i64} : (tensor<f32>, tensor<f32>) -> tensor<f32>
        "func.return"() : () -> ()
      }) : () -> ()
    }) : () -> ()
    "
  `);
  expect(again(generic)).toBe(text);
});

test('in the generic form no name stands twice, as in MLIR, which numbers the last function first', () => {
  const text = `"builtin.module"() ({
  "func.func"() <{function_type = (tensor<2xf32>) -> tensor<2xf32>, sym_name = "b", sym_visibility = "private"}> ({
  ^bb0(%arg1: tensor<2xf32>):
    %1 = "stablehlo.constant"() <{value = dense<1.000000e+00> : tensor<2xf32>}> : () -> tensor<2xf32>
    %2 = "stablehlo.add"(%arg1, %1) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%2) : (tensor<2xf32>) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<2xf32>) -> tensor<2xf32>, sym_name = "d", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<2xf32>):
    %0 = "stablehlo.add"(%arg0, %arg0) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    "func.return"(%0) : (tensor<2xf32>) -> ()
  }) : () -> ()
}) : () -> ()
`;
  expect(again(text, { generic: true })).toBe(text);
});

test('an operation that is not as its row says is written in the generic form', () => {
  const [value] = block([{ kind: 'index' }]).arguments;
  const wrong = operation({ name: 'stablehlo.transpose', operands: value ? [value] : [], resultTypes: [{ kind: 'index' }] });
  expect(print({ operation: wrong, resources: new Map() })).toBe('%0 = "stablehlo.transpose"(%<unknown>) : (index) -> index\n');
});

test('locations are written where they are asked for, under the aliases that MLIR gives them', () => {
  const text = `#loc2 = loc("arg")
#loc13 = loc("p")
#loc14 = loc("q")
module {
  func.func @a(%arg0: tensor<2xf32> loc("arg")) -> tensor<2xf32> {
    %0 = stablehlo.add %arg0, %arg0 : tensor<2xf32> loc(#loc20)
    %1 = stablehlo.add %arg0, %0 : tensor<2xf32> loc(#loc21)
    %2 = stablehlo.add %arg0, %0 : tensor<2xf32> loc(#loc6)
    %3:2 = stablehlo.while(%iterArg = %arg0, %iterArg_0 = %arg0) : tensor<2xf32>, tensor<2xf32>
    cond {
      %c = stablehlo.constant dense<true> : tensor<i1> loc(#loc8)
      stablehlo.return %c : tensor<i1> loc(#loc9)
    } do {
      stablehlo.return %iterArg, %iterArg_0 : tensor<2xf32>, tensor<2xf32> loc(#loc10)
    } loc(#loc7)
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32> loc(#loc11)
    %4 = "stablehlo.reduce_window"(%arg0, %cst) <{window_dimensions = array<i64: 1>}> ({
    ^bb0(%arg1: tensor<f32> loc("p"), %arg2: tensor<f32> loc("q")):
      stablehlo.return %arg1 : tensor<f32> loc(#loc15)
    }) : (tensor<2xf32>, tensor<f32>) -> tensor<2xf32> loc(#loc12)
    return %1 : tensor<2xf32> loc(#loc19)
  } loc(#loc1)
} loc(#loc)
#loc = loc("mod")
#loc1 = loc("fn")
#loc3 = loc("a.py":1:2)
#loc4 = loc("b.py":3:4)
#loc5 = loc("g")
#loc6 = loc(unknown)
#loc7 = loc("w")
#loc8 = loc("k")
#loc9 = loc("ret")
#loc10 = loc("r2")
#loc11 = loc("zz")
#loc12 = loc("rw")
#loc15 = loc("z")
#loc16 = loc("l")
#loc17 = loc("x"(#loc4))
#loc18 = loc("f"(#loc3))
#loc19 = loc(fused<"meta">[#loc8, #loc16])
#loc20 = loc(fused[#loc3, #loc17])
#loc21 = loc(callsite(#loc18 at #loc5))
`;
  expect(again(text, { locations: true })).toBe(text);
  const generic = again(text, { locations: true, generic: true });
  expect(again(generic, { locations: true })).toBe(text);
  expect(again(text)).not.toContain('loc');
});

test('locations that share their parts a hundred thousand deep are written once each', () => {
  const aliases = Array.from({ length: 100_000 }, (_, n) => `#loc${n + 1} = loc(fused[#loc${n}, #loc${n}])\n`);
  const text = `#loc0 = loc("x")\n${aliases.join('')}module {\n} loc(#loc100000)\n`;
  expect(again(text, { locations: true })).toMatch(
    /^module \{\n\} loc\(#loc100000\)\n#loc = loc\("x"\)\n#loc1 = loc\(fused\[#loc, #loc\]\)\n/,
  );
});

test('a text comes in pieces', () => {
  const module = parse(inFunction(['%c = stablehlo.constant dense<1> : tensor<i32>']));
  const pieces: string[] = [];
  printTo(module, (piece) => pieces.push(piece));
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(print(module));
});

test('regions nested beyond the limit are refused', () => {
  const module = parse(`${'"a.b"() ({'.repeat(2000)}${'}) : () -> ()'.repeat(2000)}`);
  try {
    print(module);
    expect.unreachable();
  } catch (error) {
    expect(error instanceof CompileError && error.diagnostics.map((diagnostic) => render(diagnostic).split('\n')[0])).toEqual([
      'error[print/too-deep]: regions must nest at most 500 deep in a text',
    ]);
  }
});

const conformance = fileURLToPath(new URL('../../../../../shared/conformance', import.meta.url));

test.skipIf(!existsSync(conformance))(
  'every program of the conformance folder, which MLIR printed, is printed byte for byte, and is the same after the generic form and bytecode',
  () => {
    const different = readdirSync(conformance)
      .filter((file) => file.endsWith('.mlir'))
      .filter((file) => {
        const text = readFileSync(`${conformance}/${file}`, 'utf8');
        const module = parse(text);
        const generic = parse(print(module, { generic: true }));
        return [module, generic, readBytecode(writeBytecode(module)).module].some((same) => print(same) !== text);
      });
    expect(different).toEqual([]);
  },
);
