// Constants that differ along some dimensions of a tensor only, without writing out the others.
import { stablehlo, type Value, view } from '@hlolite/mlir-parser';
import { elementCount, readNumbers, stridesOf } from '@hlolite/tensor';
import { isInteger, shapeOf } from '../families/element-kind.js';
import type { ConstantOf } from './resampling.js';

/**
 * The numbers that a constant has along `dimensions` of the given sizes, the last one innermost; undefined where it differs along another, or is
 * computed. Dimensions that a broadcast adds (undefined) have one number for all of their places.
 */
export function factorAlong(
  value: Value,
  dimensions: readonly (number | undefined)[],
  sizes: readonly number[],
  constantOf: ConstantOf,
): Float64Array | undefined {
  const { owner } = value;
  if (owner?.name === 'stablehlo.broadcast_in_dim') {
    const { operand, broadcast_dimensions: to } = view(owner, stablehlo.ops.broadcast_in_dim);
    const shape = shapeOf(operand);
    const from = dimensions.map((dimension) => {
      const at = dimension === undefined ? -1 : to.indexOf(dimension);
      return at < 0 || shape[at] === 1 ? undefined : at;
    });
    return factorAlong(operand, from, sizes, constantOf);
  }
  const isWidened = owner?.name === 'stablehlo.convert' && isInteger(value) && isInteger(owner.operands[0] as Value);
  if (isWidened) return factorAlong(owner.operands[0] as Value, dimensions, sizes, constantOf);
  const dense = constantOf(value);
  if (!dense) return undefined;
  const { shape, splat = false } = dense;
  if (!splat && shape.some((size, dimension) => size !== 1 && !dimensions.includes(dimension))) return undefined;
  const numbers = readNumbers({ ...dense, ...(splat && { shape: [], splat: false }) });
  const own = stridesOf(shape);
  const strides = dimensions.map((dimension) => (dimension === undefined || splat ? 0 : (own[dimension] as number)));
  const factor = new Float64Array(elementCount(sizes));
  for (let index = 0; index < factor.length; index++) {
    let [rest, at] = [index, 0];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis] as number;
      at += (rest % size) * (strides[axis] as number);
      rest = Math.floor(rest / size);
    }
    factor[index] = Number(numbers[at]);
  }
  return factor;
}
