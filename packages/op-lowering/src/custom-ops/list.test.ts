import { parse } from '@hlolite/mlir-parser';
import { Float } from '@hlolite/tflite-schema';
import { expect, test } from 'vitest';
import { customOpsIn } from '../index.js';

const program = (config: string) => `
func.func @main(%x: tensor<2x4xf32>, %w: tensor<4xf32>) -> tensor<2x4xf32> {
  %0 = call @norm(%x, %w) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %1 = call @norm(%0, %w) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %2 = stablehlo.custom_call @my.op(%1) {gain = 2.0 : f32} : (tensor<2x4xf32>) -> tensor<2x4xf32>
  return %2 : tensor<2x4xf32>
}
func.func private @norm(%x: tensor<2x4xf32>, %w: tensor<4xf32>) -> tensor<2x4xf32> {
  %0 = stablehlo.custom_call @ai_edge_torch.rms_norm(%x, %w) ${config} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}`;

test('custom ops are listed with their uses, policies and attributes, inside called functions too', () => {
  const [norm, mine] = customOpsIn(parse(program('{api_version = 4 : i32, backend_config = {eps = 1.0e-5 : f64}}')));
  expect(norm).toMatchObject({
    target: 'ai_edge_torch.rms_norm',
    form: 'custom_call',
    count: 2,
    choice: { policy: 'custom' },
    assumed: [],
  });
  expect(norm?.attributes).toMatchObject({ epsilon: new Float(1e-5), api_version: 4n });
  expect(mine).toMatchObject({ target: 'my.op', count: 1, attributes: { gain: new Float(2) }, assumed: [] });
});

test("the user's choices are among them, and what the program does not say is named as assumed", () => {
  const target = 'ai_edge_torch.rms_norm';
  const choices = { customOpPolicies: { [target]: { policy: 'decompose' } } } as const;
  expect(customOpsIn(parse(program('{backend_config = ""}')), choices)[0]).toMatchObject({
    choice: { policy: 'decompose' },
    assumed: ['epsilon'],
    attributes: { epsilon: new Float(1e-6) },
  });
  const given = { customOpAttributes: { [target]: { epsilon: 1e-3 } } };
  expect(customOpsIn(parse(program('{backend_config = ""}')), given)[0]).toMatchObject({
    assumed: [],
    attributes: { epsilon: new Float(1e-3) },
  });
});

test('custom ops in branches and loops are listed too', () => {
  const text = `func.func @main(%p: tensor<i1>, %x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.if"(%p) ({
    %1 = stablehlo.custom_call @my.op(%x) : (tensor<4xf32>) -> tensor<4xf32>
    stablehlo.return %1 : tensor<4xf32>
  }, {
    stablehlo.return %x : tensor<4xf32>
  }) : (tensor<i1>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}`;
  expect(customOpsIn(parse(text)).map(({ target, count }) => [target, count])).toEqual([['my.op', 1]]);
});
