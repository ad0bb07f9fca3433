// relu(x) − slope · relu(−x), as litert-torch writes PReLU, and relu(x) + slope · min(x, 0) are PRELU: one kernel for up to five. Where one part
// is not 0 the other is, so nothing is rounded otherwise.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { splatOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import { fitsPrelu, slopeOf } from './prelu.js';
import type { Rewrite } from './rewrite.js';

export const preluOfRelus: Rewrite = {
  name: 'prelu-of-relus',
  at: ['SUB', 'ADD'],
  apply(sum, graph) {
    const [first, second] = sum.inputs;
    const found = partsOf(first, second, graph) ?? (sum.op === 'ADD' ? partsOf(second, first, graph) : undefined);
    if (!found || !isPlain(sum) || !fitsPrelu(found.x, sum.outputs[0])) return false;
    const slope = slopeOf(found.slope, found.x, graph, found.negated === (sum.op === 'ADD') ? -1 : 1);
    if (!slope) return false;
    graph.replace(sum, 'PRELU', [found.x, slope]);
    for (const part of [first, second]) graph.removeDead(graph.producer(part));
    return true;
  },
};

interface Parts {
  readonly x: Tensor;
  readonly slope: Tensor;
  /** Whether the slope is multiplied with relu(−x), not with min(x, 0). */
  readonly negated: boolean;
}

/** The x and slope of relu(x) and slope · relu(−x) or slope · min(x, 0). */
function partsOf(positive: Tensor | null | undefined, scaled: Tensor | null | undefined, graph: Graph): Parts | undefined {
  const x = graph.made(positive, 'RELU')?.inputs[0];
  const product = graph.made(scaled, 'MUL', true);
  const slope = product?.inputs.find((input) => input?.data !== undefined);
  const negative = graph.producer(product?.inputs.find((input) => input !== slope));
  if (!x || !slope || !product || !negative || !isPlain(product)) return undefined;
  if (negative.op === 'MINIMUM') return operandBeside(0, negative) === x ? { x, slope, negated: false } : undefined;
  return negatedIn(negative, graph) === x ? { x, slope, negated: true } : undefined;
}

/** The x of relu(−x), the activation a RELU or that of the product with −1. */
function negatedIn(activated: Node, graph: Graph): Tensor | undefined {
  const inside = activated.op === 'RELU' ? graph.producer(activated.inputs[0]) : activated;
  const plain = inside !== activated && inside !== undefined && isPlain(inside);
  if (!plain && activated.options?.fields.fused_activation_function !== 'RELU') return undefined;
  if (inside?.op === 'NEG') return inside.inputs[0] ?? undefined;
  return inside?.op === 'MUL' ? operandBeside(-1, inside) : undefined;
}

/** The operand that stands beside a constant. */
const operandBeside = (value: number, { inputs: [left, right] }: Node): Tensor | undefined =>
  (splatOf(left) === value ? right : splatOf(right) === value ? left : undefined) ?? undefined;
