// Reductions over whole dimensions; map.
import { type Region, stablehlo, type TensorType, type Type } from '@hlolite/mlir-parser';
import { describeType, describeTypes, withElement, withShape } from '../types.js';
import { infer, list, mergedShape, must, mustBeDimensions, tensorsOf } from './rules.js';

export const reduction = infer(stablehlo, {
  map: ({ inputs, computation }) => {
    const types = tensorsOf(inputs, 'inputs');
    const [element] = bodyResults(computation, 1, 'computation');
    return withElement(withShape(types[0], mergedShape(types, 'inputs')), element);
  },
  reduce: ({ inputs, init_values: initValues, dimensions, body }) => {
    const types = tensorsOf(inputs, 'inputs');
    const shape = mergedShape(types, 'inputs');
    mustBeDimensions(dimensions, shape.length, 'dimensions');
    mustBeScalars(tensorsOf(initValues, 'init_values'), types.length);
    const elements = mustCombine(body, types.length, 'body');
    const kept = shape.filter((_, d) => !dimensions.includes(d));
    return types.map((type, index) => withElement(withShape(type, kept), elements[index] as Type));
  },
});

/** One scalar an input. */
export function mustBeScalars(initValues: readonly TensorType[], count: number): void {
  must(
    initValues.length === count && initValues.every(({ shape }) => shape.length === 0),
    () => `init_values must be ${count} scalars (was ${describeTypes(initValues)})`,
  );
}

/** The element types a body returns; it must take 2 scalars and return 1 for each of `count` inputs (map: any number and 1). */
export function bodyResults(region: Region, count: number, name: string): readonly [Type, ...Type[]] {
  const block = region.blocks[0];
  const results = (block?.operations.at(-1)?.operands ?? []).map(({ type }) => type);
  must(
    results.length === count && results.every((type) => type.kind === 'tensor' && type.shape.length === 0),
    () => `${name} must return ${count} scalars (returns ${results.length > 0 ? results.map(describeType).join(', ') : list([])})`,
  );
  return results.map((type) => (type as TensorType).element) as unknown as readonly [Type, ...Type[]];
}

/** A body that combines: it takes an accumulator and an element for each of `count` inputs. */
export function mustCombine(region: Region, count: number, name: string): readonly [Type, ...Type[]] {
  const given = region.blocks[0]?.arguments.length ?? 0;
  must(given === 2 * count, () => `${name} must have ${2 * count} arguments (was ${given})`);
  return bodyResults(region, count, name);
}
