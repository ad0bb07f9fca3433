// RESHAPE of a RESHAPE reads the first one's input: only the last shape counts. The first goes when nobody else reads it.
import type { Rewrite } from './rewrite.js';

export const mergeReshapes: Rewrite = {
  name: 'merge-reshapes',
  at: ['RESHAPE'],
  apply(reshape, graph) {
    const source = graph.made(reshape.inputs[0], 'RESHAPE');
    if (!source) return false;
    graph.update(reshape, { inputs: [source.inputs[0] ?? null, ...reshape.inputs.slice(1)] });
    graph.removeDead(source);
    return true;
  },
};
