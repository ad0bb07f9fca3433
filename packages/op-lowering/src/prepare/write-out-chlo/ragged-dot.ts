// chlo.ragged_dot: a product in which each group of rows (of lhs) has a matrix of its own, or each group of contracted columns a result of
// its own. lhs is repeated once a group with zeros outside of it; then it is one dot_general.
import { chlo, hasStaticShape, i32, type Operation, type TensorType, tensor, type Value, view } from '@hlolite/mlir-parser';
import type { StableHloBuilder } from '../../stablehlo-builder.js';

/** The result in StableHLO; undefined where a shape is unknown, or where groups differ between batches. */
export function productOfGroups(op: Operation, b: StableHloBuilder): readonly Value[] | undefined {
  const { lhs, rhs, group_sizes: groupSizes, ragged_dot_dimension_numbers: numbers } = view(op, chlo.ops.ragged_dot);
  if (![lhs, rhs, groupSizes].every(({ type }) => hasStaticShape(type)) || shapeOf(groupSizes).length !== 1) return undefined;
  const [ragged] = numbers.lhs_ragged_dimensions as [number];
  const batching = [numbers.lhs_batching_dimensions, numbers.rhs_batching_dimensions] as const;
  const contracting = [numbers.lhs_contracting_dimensions, numbers.rhs_contracting_dimensions] as const;
  const result = (op.results[0] as Value).type as TensorType;
  const product = (a: Value, contracted: readonly [number[], number[]], batch: readonly [number[], number[]]) =>
    b.dot(a, rhs, contracted, batch, result.element);
  // Groups of whole batches change nothing.
  if (batching[0].includes(ragged)) return [product(lhs, [[...contracting[0]], [...contracting[1]]], [[...batching[0]], [...batching[1]]])];
  const grouped = onlyInGroups(lhs, ragged, groupSizes, b);
  const behind = (dimensions: readonly number[]) => dimensions.map((dimension) => dimension + 1);
  const batch = [behind(batching[0]), [...batching[1]]] as const;
  if (!contracting[0].includes(ragged)) {
    const groups = numbers.rhs_group_dimensions;
    return [
      product(
        grouped,
        [
          [0, ...behind(contracting[0])],
          [...groups, ...contracting[1]],
        ],
        batch as [number[], number[]],
      ),
    ];
  }
  // The groups come first in the result; dot_general puts the batches before them.
  const whole = product(grouped, [behind(contracting[0]), [...contracting[1]]], batch as [number[], number[]]);
  const rank = shapeOf(whole).length;
  const order = [batching[0].length, ...[...Array(rank).keys()].filter((axis) => axis !== batching[0].length)];
  return [b.transpose(whole, order)];
}

const shapeOf = ({ type }: Value): readonly number[] => (type as TensorType).shape;

/** A value once a group, in a new first dimension, with zeros outside the group's part of the ragged dimension. */
function onlyInGroups(value: Value, ragged: number, groupSizes: Value, b: StableHloBuilder): Value {
  const { shape, element } = value.type as TensorType;
  const [groups] = shapeOf(groupSizes) as [number];
  const sizes = b.convert(groupSizes, tensor([groups], i32));
  // Ends of groups as sums of the sizes up to each: a product with a triangle of ones would not be exact in every type.
  const triangle = tensor([groups, groups], i32);
  const upTo = b.compare('LE', b.iota(triangle, 1), b.iota(triangle, 0));
  const spread = b.broadcast(sizes, [groups, groups], [1]);
  const ends = b.reduceAdd(b.select(upTo, spread, b.splat(triangle, 0)), [1]);
  const starts = b.subtract(ends, sizes);
  const places = tensor([groups, shape[ragged] as number], i32);
  const place = b.iota(places, 1);
  const over = (bound: Value) => b.broadcast(bound, places.shape, [0]);
  const inside = b.emit('and', [b.compare('LE', over(starts), place), b.compare('LT', place, over(ends))]);
  const whole = [groups, ...shape];
  const repeated = b.broadcast(
    value,
    whole,
    shape.map((_, axis) => axis + 1),
  );
  return b.select(b.broadcast(inside, whole, [0, ragged + 1]), repeated, b.splat(tensor(whole, element), 0));
}
