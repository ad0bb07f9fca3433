// A product of matrices whose operands are reshaped only in their batch dimensions works on the operands as they are; the RESHAPE moves
// behind it, once for twice.
import { kernelRanks, type Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import type { Graph } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const matmulDimensions: Rewrite = {
  name: 'matmul-dimensions',
  at: ['BATCH_MATMUL'],
  apply(product, graph) {
    const [lhs, rhs] = product.inputs.map((input) => beforeReshape(input, graph));
    const [output] = product.outputs;
    if (!output || !lhs || !rhs || !sameShape(lhs.shape.slice(0, -2), rhs.shape.slice(0, -2))) return false;
    if (lhs.shape.length > (kernelRanks('BATCH_MATMUL')?.[1] ?? 5)) return false;
    const shape = [...lhs.shape.slice(0, -2), ...output.shape.slice(-2)];
    const inner = graph.add(product, 'BATCH_MATMUL', [lhs, rhs], (product.options?.fields ?? {}) as never, { type: output.type, shape });
    graph.replace(product, 'RESHAPE', [inner, graph.int32s(output.shape)], {});
    return true;
  },
};

/** What a RESHAPE that keeps the last two dimensions reads. */
function beforeReshape(tensor: Tensor | null | undefined, graph: Graph): Tensor | undefined {
  const source = graph.made(tensor, 'RESHAPE')?.inputs[0];
  return source && tensor && source.shape.length > 2 && sameShape(source.shape.slice(-2), tensor.shape.slice(-2)) ? source : undefined;
}
