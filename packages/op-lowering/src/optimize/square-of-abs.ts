// |x| · |x| is x · x: PyTorch's norms are the roots of sums of such squares.
import type { Rewrite } from './rewrite.js';

export const squareOfAbs: Rewrite = {
  name: 'square-of-abs',
  at: ['MUL'],
  apply(product, graph) {
    const [left, right] = product.inputs;
    const [x] = graph.made(left, 'ABS', true)?.inputs ?? [];
    if (!x || left !== right) return false;
    graph.update(product, { inputs: [x, x] });
    graph.removeDead(graph.producer(left));
    return true;
  },
};
