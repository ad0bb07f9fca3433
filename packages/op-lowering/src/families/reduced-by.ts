// One kernel that reduces a tensor over some of its dimensions.
import { kernelRanks, type OperatorName, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';

/** Beyond the ranks of the kernel, neighbours that share a fate are one dimension. */
export function reducedBy(op: OperatorName, given: Tensor, dimensions: readonly number[], g: GraphBuilder): Tensor {
  const { type, shapeSignature } = given;
  const left = (sizes: readonly number[]) => sizes.filter((_, axis) => !dimensions.includes(axis));
  const shape = left(given.shape);
  const as = { type, shape, ...(shapeSignature && { shapeSignature: left(shapeSignature) }) };
  if (given.shape.length <= (kernelRanks(op)?.[1] ?? 0)) return g.emit(op, [given, g.int32s(dimensions)], { keep_dims: false }, as);
  const runs: { size: number; readonly reduced: boolean }[] = [];
  given.shape.forEach((size, axis) => {
    const reduced = dimensions.includes(axis);
    const last = runs.at(-1);
    if (last?.reduced === reduced) last.size *= size;
    else runs.push({ size, reduced });
  });
  const sizes = runs.map(({ size }) => size);
  const axes = runs.flatMap(({ reduced }, axis) => (reduced ? [axis] : []));
  const kept = sizes.filter((_, axis) => !axes.includes(axis));
  return g.reshape(g.emit(op, [g.reshape(given, sizes), g.int32s(axes)], { keep_dims: false }, { type, shape: kept }), shape);
}
