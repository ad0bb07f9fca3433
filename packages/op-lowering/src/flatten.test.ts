import { type Location, type Operation, parse, print } from '@hlolite/mlir-parser';
import { printModel, type Tensor } from '@hlolite/tflite-schema';
import { expect, test } from 'vitest';
import { flatten, lower } from './index.js';

const program = `
func.func @main(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %0 = call @block(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = call @block(%0) : (tensor<4xf32>) -> tensor<4xf32>
  %2 = stablehlo.add %1, %y : tensor<4xf32>
  return %2 : tensor<4xf32>
}
func.func private @block(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = call @inner(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = stablehlo.tanh %0 : tensor<4xf32>
  return %1 : tensor<4xf32>
}
func.func private @inner(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = stablehlo.abs %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}`;

test('the entry function is shown without calls, each operation with the functions that led to it', () => {
  const { operations, entry, arguments: inputs, results } = flatten(parse(program));
  expect(entry).toBe('main');
  expect(operations.map(({ operation, callees }) => [operation.name, callees.join(' > ')])).toEqual([
    ['stablehlo.abs', 'block > inner'],
    ['stablehlo.tanh', 'block'],
    ['stablehlo.abs', 'block (2) > inner'],
    ['stablehlo.tanh', 'block (2)'],
    ['stablehlo.add', ''],
  ]);
  expect(operations[0]?.operation.operands).toEqual([inputs[0]]);
  expect(operations[4]?.operation.results).toEqual(results);
});

test('it converts to the same model, and origins tell the two calls of one function apart', () => {
  const module = parse(program);
  const { module: flat, operations } = flatten(module);
  const origins = new Map<Tensor, Operation>();
  const model = lower(flat, { origins });
  expect(printModel(model)).toBe(printModel(lower(module)));
  const places = operations.map(({ operation }) => operation.location);
  const cameFrom = model.subgraphs[0]?.operators.map(({ outputs: [tensor] }) =>
    places.indexOf(origins.get(tensor as Tensor)?.location as Location),
  );
  expect(cameFrom).toEqual([0, 1, 2, 3, 4]);
});

test('the program itself is left as it was', () => {
  const module = parse(program);
  const before = print(module);
  flatten(module);
  expect(print(module)).toBe(before);
});
