// A TRANSPOSE that leaves the order of all dimensions larger than 1 moves no data: it is a RESHAPE, which merges with others.
import { int32sOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const transposeAsReshape: Rewrite = {
  name: 'transpose-as-reshape',
  at: ['TRANSPOSE'],
  apply(transpose, graph) {
    const [input, order] = transpose.inputs;
    const [output] = transpose.outputs;
    const permutation = int32sOf(order);
    if (!input || !output || !permutation) return false;
    const moved = permutation.filter((from) => input.shape[from] !== 1);
    if (moved.some((from, index) => index > 0 && from < (moved[index - 1] as number))) return false;
    graph.replace(transpose, 'RESHAPE', [input, graph.int32s(output.shape)], {});
    return true;
  },
};
