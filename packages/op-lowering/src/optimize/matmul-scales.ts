// Attention scales queries and keys, each by a root of the same number: one of the two products does for both.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { float32Bytes, scalarOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const matmulScales: Rewrite = {
  name: 'matmul-scales',
  at: ['BATCH_MATMUL'],
  rounds: true,
  apply({ inputs: [lhs, rhs] }, graph) {
    const [kept, dropped] = [scaleBehind(lhs, graph), scaleBehind(rhs, graph)];
    const [former] = dropped?.product.outputs ?? [];
    if (!kept || !dropped || !former || kept.product === dropped.product) return false;
    const scale = graph.constant('scale', { type: 'FLOAT32', shape: [] }, float32Bytes([kept.by * dropped.by]));
    for (const tensor of [...kept.path, ...dropped.path]) graph.revalued.add(tensor);
    graph.update(kept.product, { inputs: [kept.operand, scale] });
    return graph.forward(former, dropped.operand);
  },
};

interface Scale {
  readonly product: Node;
  readonly operand: Tensor;
  readonly by: number;
  /** The tensors from the product on. */
  readonly path: readonly Tensor[];
}

const MOVING = new Set(['TRANSPOSE', 'RESHAPE', 'BROADCAST_TO']);

/** The product with one number that a tensor comes from, its elements moved or repeated but read by nobody else. */
function scaleBehind(tensor: Tensor | null | undefined, graph: Graph): Scale | undefined {
  const maker = graph.producer(tensor);
  if (!tensor || !maker || !graph.onlyUser(tensor) || tensor.type !== 'FLOAT32') return undefined;
  if (MOVING.has(maker.op)) {
    const scale = scaleBehind(maker.inputs[0], graph);
    return scale && { ...scale, path: [...scale.path, tensor] };
  }
  const at = maker.op === 'MUL' ? maker.inputs.findIndex((input) => scalarOf(input) !== undefined) : -1;
  const operand = maker.inputs[1 - at];
  if (at === -1 || !operand || !isPlain(maker) || operand.shape.join() !== tensor.shape.join()) return undefined;
  return { product: maker, operand, by: scalarOf(maker.inputs[at]) as number, path: [tensor] };
}
