// One kernel that reduces a tensor over some of its dimensions.
import { elementCount } from '@hlolite/tensor';
import { kernelRanks, type OperatorName, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';

/** Beyond the ranks of the kernel it reduces one run of neighbouring dimensions after the other, the last first. */
export function reducedBy(op: OperatorName, given: Tensor, dimensions: readonly number[], g: GraphBuilder): Tensor {
  const { type } = given;
  const shape = given.shape.filter((_, axis) => !dimensions.includes(axis));
  if (given.shape.length <= (kernelRanks(op)?.[1] ?? 0))
    return g.emit(op, [given, g.int32s(dimensions)], { keep_dims: false }, { type, shape });
  let tensor = given;
  for (let end = given.shape.length; end > 0; end--) {
    let start = end;
    while (dimensions.includes(start - 1)) start--;
    if (start === end) continue;
    const [before, size] = [elementCount(given.shape.slice(0, start)), elementCount(given.shape.slice(start, end))];
    const behind = elementCount(tensor.shape) / (before * size);
    const run = g.reshape(tensor, [before, size, behind]);
    tensor = g.emit(op, [run, g.int32s([1])], { keep_dims: false }, { type, shape: [before, behind] });
    end = start;
  }
  return g.reshape(tensor, shape);
}
