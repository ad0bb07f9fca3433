// x − max(x) − log(sum(exp(x − max(x)))) over the last dimension is LOG_SOFTMAX. The sum lies between 1 and the number of terms, so what a
// logarithm is guarded against (zero, infinity) cannot be.
import type { Tensor } from '@hlolite/tflite-schema';
import type { Graph } from './graph.js';
import type { Rewrite } from './rewrite.js';
import { overLast, reductionOf, shifted } from './softmax.js';

export const logSoftmax: Rewrite = {
  name: 'log-softmax',
  at: ['SUB'],
  rounds: true,
  apply(difference, graph) {
    const [left, right] = difference.inputs;
    const [output] = difference.outputs;
    const input = shifted(left, graph);
    const total = logarithmOf(right, graph);
    const sum = reductionOf(total, 'SUM', graph);
    const exponential = graph.made(sum?.inputs[0], 'EXP');
    if (!output || input?.type !== 'FLOAT32' || !sum || exponential?.inputs[0] !== left || !overLast(sum, right)) return false;
    graph.replace(difference, 'LOG_SOFTMAX', [input]);
    for (const tensor of [left, right]) graph.removeDead(graph.producer(tensor));
    return true;
  },
};

/** The s of log(s), or of log(s) where s is within bounds and s itself beyond. */
function logarithmOf(tensor: Tensor | null | undefined, graph: Graph): Tensor | undefined {
  const inner = graph.made(tensor, 'RESHAPE')?.inputs[0] ?? tensor;
  const guard = graph.made(inner, 'SELECT_V2');
  const [operand] = graph.made(guard ? guard.inputs[1] : inner, 'LOG')?.inputs ?? [];
  return guard && guard.inputs[2] !== operand ? undefined : (operand ?? undefined);
}
