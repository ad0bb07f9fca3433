import { CompileError } from '@hlolite/diagnostics';
import { denseOf } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

const kinds = (text: string) => operatorsOf(lowered(text));

describe('calls', () => {
  test('are inlined, a function that is called twice twice', async () => {
    const program = `func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
      %0 = call @f(%x) : (tensor<4xf32>) -> tensor<4xf32>
      %1 = call @f(%0) : (tensor<4xf32>) -> tensor<4xf32>
      return %1 : tensor<4xf32>
    }
    func.func private @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      %0 = stablehlo.negate %x : tensor<4xf32>
      %1 = call @g(%0, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      return %1 : tensor<4xf32>
    }
    func.func private @g(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
      %0 = stablehlo.add %x, %y : tensor<4xf32>
      return %0 : tensor<4xf32>
    }`;
    expect(await check(program, [random('f32', [4])])).toEqual(['NEG', 'ADD', 'NEG', 'ADD']);
  });

  test('that give their argument back leave nothing', () => {
    const program = `func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
      %0 = call @f(%x) : (tensor<4xf32>) -> tensor<4xf32>
      %1 = stablehlo.abs %0 : tensor<4xf32>
      return %1 : tensor<4xf32>
    }
    func.func private @f(%x: tensor<4xf32>) -> tensor<4xf32> { return %x : tensor<4xf32> }`;
    expect(kinds(program)).toEqual(['ABS']);
  });

  test('in a circle are refused, and the circle is named', () => {
    const program = `func.func @main(%x: tensor<f32>) -> tensor<f32> {
      %0 = call @f(%x) : (tensor<f32>) -> tensor<f32>
      return %0 : tensor<f32>
    }
    func.func private @f(%x: tensor<f32>) -> tensor<f32> {
      %0 = call @g(%x) : (tensor<f32>) -> tensor<f32>
      return %0 : tensor<f32>
    }
    func.func private @g(%x: tensor<f32>) -> tensor<f32> {
      %0 = call @f(%x) : (tensor<f32>) -> tensor<f32>
      return %0 : tensor<f32>
    }`;
    expect(() => lowered(program)).toThrow('@f → @g → @f');
  });
});

describe('constants are folded', () => {
  test('through a mask made of iota and compare', () => {
    const program = `func.func @main(%x: tensor<4x4xf32>) -> tensor<4x4xf32> {
      %i = stablehlo.iota dim = 0 : tensor<4x4xi32>
      %j = stablehlo.iota dim = 1 : tensor<4x4xi32>
      %m = stablehlo.compare GE, %i, %j, SIGNED : (tensor<4x4xi32>, tensor<4x4xi32>) -> tensor<4x4xi1>
      %z = stablehlo.constant dense<0.0> : tensor<4x4xf32>
      %0 = stablehlo.select %m, %x, %z : tensor<4x4xi1>, tensor<4x4xf32>
      return %0 : tensor<4x4xf32>
    }`;
    expect(kinds(program)).toEqual(['SELECT_V2']);
  });

  test('and x · 1, x / 1 and x − 0 are x; x + 0 is not, because it turns −0 into 0', () => {
    const program = (op: string, value: string) => `func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
      %c = stablehlo.constant dense<${value}> : tensor<4xf32>
      %0 = stablehlo.${op} %x, %c : tensor<4xf32>
      %1 = stablehlo.abs %0 : tensor<4xf32>
      return %1 : tensor<4xf32>
    }`;
    for (const [op, value] of [
      ['multiply', '1.0'],
      ['divide', '1.0'],
      ['subtract', '0.0'],
    ] as const)
      expect(kinds(program(op, value))).toEqual(['ABS']);
    expect(kinds(program('add', '0.0'))).toEqual(['ADD', 'ABS']);
    expect(kinds(program('subtract', '-0.0'))).toEqual(['SUB', 'ABS']);
    expect(kinds(program('divide', '2.0'))).toEqual(['DIV', 'ABS']);
  });

  test('but not where the file would grow: a broadcast stays the small constant', () => {
    const model = lowered(`func.func @main(%x: tensor<64x4xf32>) -> tensor<64x4xf32> {
      %c = stablehlo.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
      %b = stablehlo.broadcast_in_dim %c, dims = [1] : (tensor<4xf32>) -> tensor<64x4xf32>
      %0 = stablehlo.multiply %x, %b : tensor<64x4xf32>
      return %0 : tensor<64x4xf32>
    }`);
    expect(model.subgraphs[0]?.tensors.filter(({ data }) => data).map(({ shape }) => shape)).toEqual([[4]]);
  });

  test('also where a small one is still in its file; large ones are left there', () => {
    const program = (n: number) => `func.func @main(%w: tensor<${n}xf32>, %x: tensor<${n}xf32>) -> tensor<${n}xf32> {
      %n = stablehlo.negate %w : tensor<${n}xf32>
      %0 = stablehlo.multiply %x, %n : tensor<${n}xf32>
      return %0 : tensor<${n}xf32>
    }`;
    const bound = (n: number) => {
      const source = { name: 'weights', size: 4 * n, read: (_: number, length: number) => new Uint8Array(length) };
      const dense = { type: 'f32', shape: [n], bytes: { source, offset: 0, length: 4 * n } } as const;
      return { parameters: new Map([[0, { name: 'w', dense }]]) };
    };
    expect(operatorsOf(lowered(program(64), bound(64)))).toEqual(['MUL']);
    expect(operatorsOf(lowered(program(100_000), bound(100_000)))).toEqual(['NEG', 'MUL']);
  });

  test('and a splat is stored once, however large its tensor is', () => {
    const model = lowered(`func.func @main(%x: tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
      %c = stablehlo.constant dense<2.5> : tensor<1024x1024xf32>
      %0 = stablehlo.add %x, %c : tensor<1024x1024xf32>
      %1 = stablehlo.multiply %0, %c : tensor<1024x1024xf32>
      return %1 : tensor<1024x1024xf32>
    }`);
    expect(model.subgraphs[0]?.tensors.filter(({ data }) => data).map(({ data }) => data?.length)).toEqual([4]);
  });
});

describe('marks of litert-torch', () => {
  const mark = (name: string, result: string, operand: string, position: number, input: boolean, attributes = 'null') =>
    `%${result} = stablehlo.custom_call @mark_tensor(%${operand}) {backend_config = "{\\"name\\": \\"my.op\\", \\"pos\\": ${position}, \\"id\\": \\"${name}\\", \\"is_input\\": ${input}, \\"attr\\": ${attributes}}"} : (tensor<4xf32>) -> tensor<4xf32>`;
  const program = (outside = '') => `func.func @main(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
    ${mark('a', 'i0', 'x', 0, true)}
    ${mark('a', 'i1', 'y', 1, true)}
    %c = stablehlo.constant dense<0.5> : tensor<f32>
    %b = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %0 = stablehlo.multiply %i0, %b : tensor<4xf32>
    %1 = stablehlo.add %0, ${outside === '' ? '%i1' : outside} : tensor<4xf32>
    ${mark('a', 'o', '1', 0, false, '{\\"scale\\": 0.5}')}
    return %o : tensor<4xf32>
  }`;
  // Run by its decomposition: the interpreter takes the marks for the identity.
  const inputs = [random('f32', [4]), random('f32', [4], 2)];
  const half = (first: number, second: number) => {
    const [x, y] = inputs.map((dense) => new Float32Array((dense.bytes as Uint8Array).slice().buffer)) as [Float32Array, Float32Array];
    return [
      denseOf(
        'f32',
        [4],
        Array.from(x, (value, index) => first * value + second * (y[index] as number)),
      ),
    ];
  };

  test('become a composite with what lies between as its decomposition', async () => {
    expect(await check(program(), inputs, { expected: half(0.5, 1) })).toEqual(['STABLEHLO_COMPOSITE', 'MUL', 'ADD']);
  });

  test('take along a value from outside as one more operand', async () => {
    expect(await check(program('%y'), inputs, { expected: half(0.5, 1) })).toEqual(['STABLEHLO_COMPOSITE', 'MUL', 'ADD']);
  });

  test('are dissolved by the policy decompose', async () => {
    const options = { customOpPolicies: { 'my.op': { policy: 'decompose' as const } }, expected: half(0.5, 1) };
    expect(await check(program(), inputs, options)).toEqual(['MUL', 'ADD']);
  });

  test('that cannot be read are an error', () => {
    expect(() => lowered(program().replaceAll('\\"pos\\": 0', '\\"pos\\": null'))).toThrow(CompileError);
  });
});
