// x² is x · x, and x³ is x · x · x: POW computes logarithms.
import { scalarOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const power: Rewrite = {
  name: 'power',
  at: ['POW'],
  apply(node, graph) {
    const [base, exponent] = node.inputs;
    const [output] = node.outputs;
    const by = scalarOf(exponent);
    if (!base || !output || (by !== 2 && by !== 3)) return false;
    const square = by === 2 ? base : graph.add(node, 'MUL', [base, base], {}, output);
    graph.replace(node, 'MUL', [square, base]);
    return true;
  },
};
