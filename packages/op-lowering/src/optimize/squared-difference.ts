// (a − b) · (a − b) is SQUARED_DIFFERENCE, one pass for two. Not where sums and means alone read it: a product and a sum are one pass for
// XNNPACK already.
import { isPlain } from './activation.js';
import type { Rewrite } from './rewrite.js';

export const squaredDifference: Rewrite = {
  name: 'squared-difference',
  at: ['MUL'],
  apply(square, graph) {
    const [left, right] = square.inputs;
    const [output] = square.outputs;
    const difference = graph.made(left, 'SUB', true);
    if (!output || !difference || left !== right || output.type !== 'FLOAT32' || !isPlain(difference) || !isPlain(square)) return false;
    if (!graph.isOutput(output) && graph.users(output).every(({ op }) => op === 'SUM' || op === 'MEAN')) return false;
    graph.replace(square, 'SQUARED_DIFFERENCE', difference.inputs);
    graph.removeDead(difference);
    return true;
  },
};
