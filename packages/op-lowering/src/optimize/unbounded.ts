// The maximum with −∞ and the minimum with ∞ change nothing; JAX writes the first around the maximum of a softmax. The lowering puts constants
// first.
import { sameShape } from '../graph-builder.js';
import { splatOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const unbounded: Rewrite = {
  name: 'unbounded',
  at: ['MAXIMUM', 'MINIMUM'],
  apply({ op, inputs: [left, right], outputs: [output] }, graph) {
    const bound = op === 'MAXIMUM' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const kept = splatOf(left) === bound ? right : undefined;
    return kept && output ? sameShape(kept.shape, output.shape) && graph.forward(output, kept) : false;
  },
};
