// Reductions over whole dimensions, with any body; map, which applies a body to each element.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, elementCount } from '@hlolite/tensor';
import { denseFrom, type Elements, elementsOf, newElements, scalarOf } from './elements.js';
import { type Body, type Context, kernels } from './kernel.js';
import type { Scalar } from './scalar.js';
import { stridesOf, visit } from './strides.js';

export const reduction = kernels(stablehlo, {
  map: ({ inputs, computation }, context) => map(inputs, context.body(computation), context),
  reduce: ({ inputs, init_values: initValues, dimensions, body }, context) =>
    reduce(inputs, initValues, dimensions, context.body(body), context),
});

function map(inputs: readonly Dense[], body: Body, context: Context): Dense {
  const { shape } = inputs[0] as Dense;
  const elements = inputs.map(elementsOf);
  const count = elementCount(shape);
  const results = newElements(context.resultType(), count);
  for (let index = 0; index < count; index++) results.set(index, body.apply(elements.map((each) => each.get(index)))[0] as Scalar);
  return denseFrom(results, shape);
}

function reduce(
  inputs: readonly Dense[],
  initValues: readonly Dense[],
  dimensions: readonly number[],
  body: Body,
  context: Context,
): readonly Dense[] {
  const { shape } = inputs[0] as Dense;
  const kept = shape.map((_, d) => d).filter((d) => !dimensions.includes(d));
  const resultShape = kept.map((d) => shape[d] as number);
  const resultStrides = stridesOf(resultShape);
  const count = elementCount(resultShape);
  const results = initValues.map((init, index) => newElements(context.resultType(index), count).fill(scalarOf(init), count));
  // A reduced dimension does not move the place in the result.
  const to = { start: 0, strides: shape.map((_, d) => resultStrides[kept.indexOf(d)] ?? 0) };
  fold(inputs.map(elementsOf), results, body, (each) => {
    visit(shape, { start: 0, strides: stridesOf(shape) }, to, each);
  });
  return results.map((result) => denseFrom(result, resultShape));
}

/** Folds inputs into accumulators: `places` calls with the place of each input element and of its accumulator. */
export function fold(
  inputs: readonly Elements[],
  accumulators: readonly Elements[],
  body: Body,
  places: (each: (from: number, to: number) => void) => void,
): void {
  const [input, accumulator] = [inputs[0] as Elements, accumulators[0] as Elements];
  if (inputs.length === 1) {
    const { combine } = body;
    places((from, to) => accumulator.set(to, combine(accumulator.get(to), input.get(from))));
    return;
  }
  places((from, to) => {
    const results = body.apply([...accumulators.map((each) => each.get(to)), ...inputs.map((each) => each.get(from))]);
    accumulators.forEach((each, index) => {
      each.set(to, results[index] as Scalar);
    });
  });
}
