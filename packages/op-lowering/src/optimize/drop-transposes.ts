// TRANSPOSE of a TRANSPOSE is one of the input, and one that moves no dimension is nothing.
import { int32sOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const dropTransposes: Rewrite = {
  name: 'drop-transposes',
  at: ['TRANSPOSE'],
  apply(transpose, graph) {
    const [input, order] = transpose.inputs;
    const [output] = transpose.outputs;
    const permutation = int32sOf(order);
    if (!input || !output || !permutation) return false;
    if (permutation.every((from, to) => from === to)) return graph.forward(output, input);
    const before = graph.made(input, 'TRANSPOSE');
    const first = int32sOf(before?.inputs[1]);
    if (!before || !first) return false;
    graph.update(transpose, { inputs: [before.inputs[0] ?? null, graph.int32s(permutation.map((from) => first[from] as number))] });
    graph.removeDead(before);
    return true;
  },
};
