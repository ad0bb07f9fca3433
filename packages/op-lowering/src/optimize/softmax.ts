// exp(x − max(x)) / sum(exp(x − max(x))) over the last dimension is SOFTMAX: one pass for five operators. JAX also takes the maximum with
// −∞, which changes nothing.
import type { Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import { withoutLeadingOnes } from '../lowered.js';
import { int32sOf, scalarOf, splatOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const softmax: Rewrite = {
  name: 'softmax',
  at: ['DIV'],
  rounds: true,
  apply(division, graph) {
    const [numerator, total] = division.inputs;
    const exponential = graph.made(numerator, 'EXP');
    const sum = reductionOf(total, 'SUM', graph);
    if (!exponential || !sum || sum.inputs[0] !== numerator || !overLast(sum, total)) return false;
    const input = shifted(exponential.inputs[0], graph);
    if (input?.type !== 'FLOAT32' || input.shape.join() !== numerator?.shape.join()) return false;
    graph.replace(division, 'SOFTMAX', [input], { beta: 1 });
    for (const node of [exponential, sum]) graph.removeDead(node);
    return true;
  },
};

/** The x of x − max(x). */
export function shifted(difference: Tensor | null | undefined, graph: Graph): Tensor | undefined {
  const node = graph.made(difference, 'SUB');
  const [input, greatest] = node?.inputs ?? [];
  const reduction = greatestOf(withoutFloor(greatest, graph), graph);
  return input && reduction && reduction.inputs[0] === input && overLast(reduction, greatest) ? input : undefined;
}

/** The m of max(−∞, m), its shape put back or not. */
function withoutFloor(tensor: Tensor | null | undefined, graph: Graph): Tensor | null | undefined {
  const reshape = graph.made(tensor, 'RESHAPE');
  const inner = reshape ? reshape.inputs[0] : tensor;
  const maximum = graph.made(inner, 'MAXIMUM');
  if (!maximum) return tensor;
  return maximum.inputs.find((_, index) => splatOf(maximum.inputs[1 - index]) === Number.NEGATIVE_INFINITY) ?? tensor;
}

/** The REDUCE_MAX that a tensor is, NaN where its input has one: SELECT_V2(REDUCE_ANY(x ≠ x), NaN, REDUCE_MAX(x)), as a maximum is lowered. */
function greatestOf(tensor: Tensor | null | undefined, graph: Graph): Node | undefined {
  const guard = graph.made(tensor, 'SELECT_V2') ?? graph.made(graph.made(tensor, 'RESHAPE')?.inputs[0], 'SELECT_V2');
  if (!guard) return reductionOf(tensor, 'REDUCE_MAX', graph);
  const [hasNaN, invalid, greatest] = guard.inputs;
  const reduction = graph.made(greatest, 'REDUCE_MAX');
  const [left, right] = graph.made(graph.made(hasNaN, 'REDUCE_ANY')?.inputs[0], 'NOT_EQUAL')?.inputs ?? [];
  return reduction && Number.isNaN(scalarOf(invalid)) && left === right && left === reduction.inputs[0] ? reduction : undefined;
}

/** The reduction that a tensor is, with kept dimensions or with these put back by a RESHAPE. */
export function reductionOf(tensor: Tensor | null | undefined, op: 'SUM' | 'REDUCE_MAX', graph: Graph): Node | undefined {
  return graph.made(tensor, op) ?? graph.made(graph.made(tensor, 'RESHAPE')?.inputs[0], op);
}

/** Whether a reduction is over the last dimension alone, and its result stands so that it is broadcast over that dimension. */
export function overLast(reduction: Node, result: Tensor | null | undefined): boolean {
  const axes = int32sOf(reduction.inputs[1]);
  const shape = reduction.inputs[0]?.shape ?? [];
  if (!result || axes?.length !== 1 || axes[0] !== shape.length - 1) return false;
  return sameShape(withoutLeadingOnes(result.shape), withoutLeadingOnes([...shape.slice(0, -1), 1]));
}
