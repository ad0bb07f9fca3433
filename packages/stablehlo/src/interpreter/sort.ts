// Sorting with any comparator over any number of operands; top_k is among CHLO's ops.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { denseFrom, elementsOf, newElements } from './elements.js';
import { type Body, kernels } from './kernel.js';
import { stridesOf } from './strides.js';

export const sort = kernels(stablehlo, {
  sort: ({ inputs, dimension, comparator }, context) => sortAlong(inputs, dimension ?? -1, context.body(comparator)),
});

/** Sorts every line of one dimension; always stable, which the spec allows when it does not ask for it. */
function sortAlong(inputs: readonly Dense[], given: number, comparator: Body): Dense[] {
  const { shape } = inputs[0] as Dense;
  const dimension = given < 0 ? given + shape.length : given;
  const length = shape[dimension] ?? 1;
  const stride = stridesOf(shape)[dimension] ?? 1;
  const count = elementCount(shape);
  const elements = inputs.map(elementsOf);
  const results = inputs.map(({ type }) => newElements(type, count));
  const isBefore = (a: number, b: number) => comparator.apply(elements.flatMap((each) => [each.get(a), each.get(b)]))[0];
  for (let line = 0; line < count; line++) {
    if (Math.floor(line / stride) % length !== 0) continue;
    const order = Array.from({ length }, (_, index) => line + index * stride);
    order.sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
    order.forEach((from, index) => {
      results.forEach((result, k) => {
        result.set(line + index * stride, elements[k]?.get(from) as number);
      });
    });
  }
  return results.map((result) => denseFrom(result, shape));
}
