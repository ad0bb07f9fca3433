// The subgraph of a kernel that combines two scalars by a body: STABLEHLO_SCATTER and STABLEHLO_REDUCE_WINDOW read from it which of a few
// ops that is.
import type { OperatorName, Subgraph, Tensor, TensorType } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';

/** Adds a subgraph of two scalars with one operator; without one it gives the second scalar back. */
export function bodySubgraph(kernel: OperatorName | undefined, type: TensorType, g: GraphBuilder): Subgraph {
  const scalar = (name: string): Tensor => ({ name, type, shape: [] });
  const [old, update, result] = [scalar('operand'), scalar('update'), scalar('result')];
  const subgraph: Subgraph = {
    name: `${kernel?.toLowerCase() ?? 'update'}_region`,
    tensors: kernel ? [old, update, result] : [old, update],
    inputs: [old, update],
    outputs: [kernel ? result : update],
    operators: kernel ? [{ op: kernel, inputs: [old, update], outputs: [result] }] : [],
  };
  g.context.subgraphs.push(subgraph);
  return subgraph;
}
