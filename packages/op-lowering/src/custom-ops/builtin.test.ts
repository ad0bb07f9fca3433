import { denseOf, readNumbers } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';

const gelu = (x: number, tanh: boolean) =>
  tanh ? 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))) : 0.5 * x * (1 + erf(x / Math.SQRT2));

/** The error function by its series, exact to double precision for the |x| < 3 used here. */
function erf(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const x = random('f32', [6]);
const expected = (tanh: boolean) => [
  denseOf(
    'f32',
    [6],
    [...readNumbers(x)].map((value) => gelu(Number(value), tanh)),
  ),
];

test('custom_call @tfl.NAME is the builtin op outright, with the options of its backend_config', async () => {
  const program = (config: string) => `func.func @main(%x: tensor<6xf32>) -> tensor<6xf32> {
    %0 = stablehlo.custom_call @tfl.gelu(%x) {backend_config = ${config}} : (tensor<6xf32>) -> tensor<6xf32>
    return %0 : tensor<6xf32>
  }`;
  for (const config of ['"{approximate = true}"', '"{\\"approximate\\": true}"', '{approximate = true}'])
    expect(await check(program(config), [x], { expected: expected(true) })).toEqual(['GELU']);
  expect(await check(program('""'), [x], { expected: expected(false), tolerance: 1e-4 })).toEqual(['GELU']);
  expect(() => lowered(program('{aproximate = true}'))).toThrow('has no field aproximate');
});

test('custom_call @tfl.NAME of no builtin op says so', () => {
  const program = `func.func @main(%x: tensor<6xf32>) -> tensor<6xf32> {
    %0 = stablehlo.custom_call @tfl.no_such(%x) : (tensor<6xf32>) -> tensor<6xf32>
    return %0 : tensor<6xf32>
  }`;
  expect(() => lowered(program)).toThrow('must name a builtin op of TFLite (was NO_SUCH)');
});

const composite = (name: string, attributes: string) => `func.func @main(%x: tensor<6xf32>) -> tensor<6xf32> {
  %0 = stablehlo.composite "${name}" %x {composite_attributes = {${attributes}}, decomposition = @body} : (tensor<6xf32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}
func.func private @body(%x: tensor<6xf32>) -> tensor<6xf32> {
  %0 = stablehlo.negate %x : tensor<6xf32>
  return %0 : tensor<6xf32>
}`;

test('a composite that a builtin op says becomes it, by its attributes; a policy of the user wins', async () => {
  expect(await check(composite('aten.gelu.default', 'approximate = "tanh"'), [x], { expected: expected(true) })).toEqual(['GELU']);
  const options = { customOpPolicies: { 'aten.gelu.default': { policy: 'decompose' as const } } };
  expect(await check(composite('aten.gelu.default', 'approximate = "tanh"'), [x], options)).toEqual(['NEG']);
});

test.each(['tfl.resize_nearest_neighbor', 'odml.upsample_bilinear2d', 'aten.avg_pool2d.default', 'tfl.mirror_pad'])(
  'the composite %s is written out, unless the user says otherwise',
  async (name) => {
    expect(await check(composite(name, ''), [x])).toEqual(['NEG']);
    const options = { customOpPolicies: { [name]: { policy: 'composite' as const } } };
    expect(operatorsOf(lowered(composite(name, ''), options))).toContain('STABLEHLO_COMPOSITE');
  },
);

test('any other composite stays one, with its decomposition as a subgraph', async () => {
  expect(await check(composite('my.op', 'k = 3 : i64'), [x])).toEqual(['STABLEHLO_COMPOSITE', 'NEG']);
});

test('a composite named litert_custom_op.NAME asks for a CUSTOM op of that name', () => {
  expect(lowered(composite('litert_custom_op.mine', 'k = 3 : i64')).subgraphs[0]?.operators).toMatchObject([
    { op: 'CUSTOM', customCode: 'litert_custom_op.mine' },
  ]);
});
