// A reduction over dimensions of size 1 is a RESHAPE.
import { int32sOf } from './constants.js';
import { REDUCTIONS } from './keep-dimensions.js';
import type { Rewrite } from './rewrite.js';

export const reduceNothing: Rewrite = {
  name: 'reduce-nothing',
  at: REDUCTIONS,
  apply(reduction, graph) {
    const [input, over] = reduction.inputs;
    const [output] = reduction.outputs;
    const axes = int32sOf(over);
    if (!input || !output || !axes || axes.some((axis) => input.shape[axis] !== 1)) return false;
    graph.replace(reduction, 'RESHAPE', [input, graph.int32s(output.shape)], {});
    return true;
  },
};
