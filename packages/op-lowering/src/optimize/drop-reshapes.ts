// A RESHAPE to the shape that its input has is nothing, and one of a constant is the constant in another shape.
import { sameShape } from '../graph-builder.js';
import type { Rewrite } from './rewrite.js';

export const dropReshapes: Rewrite = {
  name: 'drop-reshapes',
  at: ['RESHAPE'],
  apply({ inputs: [input], outputs: [output] }, graph) {
    if (!input || !output) return false;
    if (sameShape(input.shape, output.shape)) return graph.forward(output, input);
    return input.data !== undefined && graph.forward(output, graph.constant(input.name, output, input.data));
  },
};
