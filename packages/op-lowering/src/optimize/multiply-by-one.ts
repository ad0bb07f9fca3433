// x · 1 and x / 1 with a constant of any shape: norms that were never trained have such scales.
import { sameShape } from '../graph-builder.js';
import { isPlain } from './activation.js';
import { splatOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const multiplyByOne: Rewrite = {
  name: 'multiply-by-one',
  at: ['MUL', 'DIV'],
  apply(node, graph) {
    const [output] = node.outputs;
    const [left, right] = node.inputs;
    const kept = splatOf(right) === 1 ? left : node.op === 'MUL' && splatOf(left) === 1 ? right : undefined;
    return kept && output && isPlain(node) ? sameShape(kept.shape, output.shape) && graph.forward(output, kept) : false;
  },
};
