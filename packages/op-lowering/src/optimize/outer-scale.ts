// x · (column · row) is (x · column) · row: the product of column and row would be as large as x, and a row of constants by itself can go
// into the weights of a layer.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import type { Rewrite } from './rewrite.js';

export const outerScale: Rewrite = {
  name: 'outer-scale',
  at: ['MUL'],
  rounds: true,
  apply(product, graph) {
    const [output] = product.outputs;
    const factor = product.inputs.find((input) => graph.made(input, 'MUL', true));
    const inner = graph.producer(factor);
    const x = product.inputs.find((input) => input !== factor);
    if (!output || !factor || !inner || !x || !isPlain(inner) || x.shape.join() !== output.shape.join()) return false;
    const row = inner.inputs.find((input) => isRow(input));
    const column = inner.inputs.find((input) => input !== row);
    if (!row || !column || column.shape.at(-1) !== 1 || factor.shape.join() !== output.shape.join()) return false;
    const scaled = graph.add(product, 'MUL', [x, column], {}, output);
    graph.replace(product, 'MUL', [scaled, row], (product.options?.fields ?? {}) as never);
    graph.removeDead(inner);
    return true;
  },
};

const isRow = (tensor: Tensor | null): boolean =>
  tensor?.data !== undefined && (tensor.shape.at(-1) ?? 1) > 1 && tensor.shape.slice(0, -1).every((size) => size === 1);
