// A sum over a window is AVERAGE_POOL_2D times the size of the window; divided by that size again, or times its reciprocal, it is the pool
// alone.
import { sameShape } from '../graph-builder.js';
import { isPlain } from './activation.js';
import { splatOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const meanPool: Rewrite = {
  name: 'mean-pool',
  at: ['DIV', 'MUL'],
  rounds: true,
  apply(scaling, graph) {
    const [output] = scaling.outputs;
    const sum = scaling.op === 'DIV' ? scaling.inputs[0] : scaling.inputs.find((input) => graph.made(input, 'MUL'));
    const counted = graph.made(sum, 'MUL');
    const mean = counted?.inputs.find((input) => graph.made(input, 'AVERAGE_POOL_2D'));
    if (!output || !counted || !mean || !sameShape(mean.shape, output.shape) || !isPlain(scaling) || !isPlain(counted)) return false;
    const count = splatOf(counted.inputs.find((input) => input !== mean));
    const factor = splatOf(scaling.inputs.find((input) => input !== sum));
    const inverse = scaling.op === 'DIV' ? count : Math.fround(1 / (count ?? 0));
    return count !== undefined && factor === inverse && graph.forward(output, mean);
  },
};
