// Ops that StableHLO keeps for older programs: einsum, unary_einsum, torch_index_select.
import { fail } from '@hlolite/diagnostics';
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { denseFrom, elementsOf, integersOf, newElements } from './elements.js';
import { elementwise } from './elementwise.js';
import { type Context, kernels } from './kernel.js';
import type { Scalar, ScalarFunction } from './scalar.js';
import { stridesOf } from './strides.js';

export const olderOps = kernels(stablehlo, {
  einsum: ({ lhs, rhs, einsum_config: config }, context) => summed([lhs, rhs], config, context),
  unary_einsum: ({ operand, einsum_config: config }, context) => summed([operand], config, context),
  torch_index_select: ({ operand, index, dim, batch_dims: batches }, context) => selected(operand, index, dim, batches, context),
});

/** Every combination of the labels' values adds the product of the operands' elements there to the element of the result there. */
function summed(operands: readonly Dense[], config: string, context: Context): Dense {
  const [left = '', result = ''] = config.replaceAll(' ', '').split('->');
  const labels = left.split(',');
  const sizes = new Map<string, number>();
  operands.forEach((operand, index) => {
    [...(labels[index] ?? '')].forEach((label, axis) => sizes.set(label, operand.shape[axis] as number));
  });
  if (!/^[a-zA-Z,]*$/.test(left) || labels.length !== operands.length || [...result].some((label) => !sizes.has(label)))
    fail({ code: 'interpret/einsum', message: `einsum_config must be letters for each operand and for the result (was "${config}")` });
  const names = [...sizes.keys()];
  const shape = [...result].map((label) => sizes.get(label) as number);
  const results = newElements(context.resultType(), elementCount(shape));
  const [multiply, add] = ['multiply', 'add'].map((op) => scalarOp(op, context)) as [ScalarFunction, ScalarFunction];
  const elements = operands.map(elementsOf);
  const strides = operands.map(({ shape: of }) => stridesOf(of));
  const at = new Map<string, number>();
  const place = (of: string, steps: readonly number[]) =>
    [...of].reduce((sum, label, axis) => sum + (at.get(label) as number) * (steps[axis] as number), 0);
  const visit = (depth: number): void => {
    const name = names[depth];
    if (name === undefined) {
      const values = elements.map((each, index) => each.get(place(labels[index] as string, strides[index] as number[])));
      const target = place(result, stridesOf(shape));
      results.set(target, add(results.get(target), values.reduce((product, value) => multiply(product, value)) as Scalar));
      return;
    }
    for (let value = 0; value < (sizes.get(name) as number); value++) {
      at.set(name, value);
      visit(depth + 1);
    }
  };
  visit(0);
  return denseFrom(results, shape);
}

function scalarOp(op: string, context: Context): ScalarFunction {
  const type = context.resultType();
  const found = elementwise[`stablehlo.${op}`]?.(context.operation, { operands: [type, type], result: type });
  return found ?? fail({ code: 'interpret/unsupported-type', message: `${context.operation.name} must be of numbers (was ${type})` });
}

/** The slices of a dimension at the indices, those of a batch for each of its indices. */
function selected(operand: Dense, index: Dense, dim: number, batches: number, context: Context): Dense {
  const shape = context.resultShape();
  const [from, to] = [elementsOf(operand), newElements(operand.type, elementCount(shape))];
  const [indices, places] = [integersOf(index), stridesOf(index.shape)];
  const [steps, results] = [stridesOf(operand.shape), stridesOf(shape)];
  const chosen = index.shape.length - batches;
  for (let target = 0; target < elementCount(shape); target++) {
    const position = shape.map((size, axis) => Math.floor(target / (results[axis] as number)) % size);
    const vector = [...position.slice(0, batches), ...position.slice(dim, dim + chosen)];
    const wanted = indices[vector.reduce((sum, value, axis) => sum + value * (places[axis] as number), 0)] as number;
    const inside = Math.min(Math.max(wanted, 0), (operand.shape[dim] as number) - 1);
    const source = [...position.slice(0, dim), inside, ...position.slice(dim + chosen)];
    to.set(target, from.get(source.reduce((sum, value, axis) => sum + value * (steps[axis] as number), 0)));
  }
  return denseFrom(to, shape);
}
