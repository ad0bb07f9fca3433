// Elements that are repeated by a broadcast to more dimensions and a reshape that merges them, as `repeat` and `expand` write it.
import { type Operation, stablehlo, type Value, view } from '@hlolite/mlir-parser';
import { shapeOf } from '../families/element-kind.js';

export interface Repeats {
  readonly source: Value;
  /** For each dimension of the source, the places from which the result takes its elements; none where it is as it was. */
  readonly places: readonly (Int32Array | undefined)[];
}

/** A dimension of a broadcast: one of the source, or as many copies of what stands behind it. */
interface Part {
  readonly size: number;
  readonly from?: number;
}

/** What a reshape repeats; its result has the dimensions of the source, each of another size or the same. */
export function repeatsOf(reshape: Operation): Repeats | undefined {
  const [merged] = reshape.operands as readonly [Value];
  if (merged.owner?.name !== 'stablehlo.broadcast_in_dim') return undefined;
  const result = shapeOf(reshape.results[0] as Value);
  let source = merged;
  let from: readonly (number | undefined)[] = shapeOf(merged).map((_, dimension) => dimension);
  while (shapeOf(source).length > result.length) {
    const before = source.owner?.operands[0];
    const mapped = before && dimensionsBefore(source.owner as Operation);
    if (!mapped) return undefined;
    from = from.map((dimension) => (dimension === undefined ? undefined : mapped[dimension]));
    source = before;
  }
  const parts = shapeOf(merged).map((size, at): Part => {
    const dimension = from[at];
    return dimension === undefined ? { size } : { size, from: dimension };
  });
  return placesIn(parts, shapeOf(source), result, source);
}

/** For each dimension of a broadcast, or of a reshape that adds dimensions of size 1, the one of the operand that it is. */
function dimensionsBefore(op: Operation): readonly (number | undefined)[] | undefined {
  const [from, to] = [shapeOf(op.operands[0] as Value), shapeOf(op.results[0] as Value)];
  if (op.name === 'stablehlo.broadcast_in_dim') {
    const { broadcast_dimensions: dimensions } = view(op, stablehlo.ops.broadcast_in_dim);
    return to.map((size, dimension) => {
      const at = dimensions.indexOf(dimension);
      return at >= 0 && from[at] === size ? at : undefined;
    });
  }
  const [given, made] = [from, to].map((shape) => shape.flatMap((size, dimension) => (size === 1 ? [] : [dimension]))) as [
    number[],
    number[],
  ];
  const same =
    op.name === 'stablehlo.reshape' && given.length === made.length && made.every((at, index) => to[at] === from[given[index] as number]);
  return same ? to.map((_, dimension) => given[made.indexOf(dimension)]) : undefined;
}

function placesIn(parts: readonly Part[], shape: readonly number[], result: readonly number[], source: Value): Repeats | undefined {
  const rest = parts.filter(({ size }) => size !== 1);
  const places: (Int32Array | undefined)[] = [];
  for (const [dimension, size] of result.entries()) {
    const group: Part[] = [];
    for (let product = 1; product < size; ) {
      const part = rest.shift();
      if (!part) return undefined;
      group.push(part);
      product *= part.size;
    }
    const at = group.findIndex(({ from }) => from !== undefined);
    const own = group[at];
    if (group.length === 0) {
      if (shape[dimension] !== 1) return undefined;
      places.push(undefined);
      continue;
    }
    if (own?.from !== dimension || group.some(({ from }, index) => from !== undefined && index !== at)) return undefined;
    const inner = group.slice(at + 1).reduce((product, part) => product * part.size, 1);
    const repeated = Int32Array.from({ length: size }, (_, place) => Math.floor(place / inner) % own.size);
    places.push(group.length > 1 ? repeated : undefined);
  }
  return { source, places };
}
