// A layer whose result is only cut into pieces along the columns, as fused query, key and value projections are, is a layer for each piece: its
// weights are cut instead, once, and no piece is copied at run time.
import { type Bytes, isInMemory } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { int32sOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const splitLayers: Rewrite = {
  name: 'split-layers',
  at: ['FULLY_CONNECTED'],
  apply(layer, graph) {
    const [input, weights, bias = null] = layer.inputs;
    const [output] = layer.outputs;
    if (!input || !weights?.data || !output || graph.isOutput(output) || !graph.isOwn(weights, layer)) return false;
    if (weights.type !== 'FLOAT32' || (bias && !bias.data)) return false;
    const pieces = graph.users(output).map((user) => pieceOf(user, output));
    if (pieces.length < 2 || !pieces.every((piece) => piece !== undefined)) return false;
    if (pieces.reduce((sum, { size }) => sum + size, 0) !== weights.shape[0]) return false;
    for (const { slice, start, size } of pieces) {
      const part = (whole: Tensor) => rows(whole, start, size, graph);
      graph.replace(slice, 'FULLY_CONNECTED', [input, part(weights), bias && part(bias)], (layer.options?.fields ?? {}) as never);
    }
    graph.removeDead(layer);
    return true;
  },
};

interface Piece {
  readonly slice: Node;
  readonly start: number;
  readonly size: number;
}

/** A SLICE of whole rows between two columns. */
function pieceOf(slice: Node, output: Tensor): Piece | undefined {
  const start = int32sOf(slice.inputs[1]);
  const [result] = slice.outputs;
  if (slice.op !== 'SLICE' || !start || !result) return undefined;
  const last = output.shape.length - 1;
  if (start.some((from, axis) => axis !== last && from !== 0)) return undefined;
  if (result.shape.some((size, axis) => axis !== last && size !== output.shape[axis])) return undefined;
  return { slice, start: start[last] as number, size: result.shape[last] as number };
}

/** Some of the first dimension of a constant; data in a file stays there. */
function rows(whole: Tensor, start: number, size: number, graph: Graph): Tensor {
  const [count, ...rest] = whole.shape as [number, ...number[]];
  const data = whole.data as Bytes;
  const row = data.length / count;
  const part = isInMemory(data)
    ? data.subarray(start * row, (start + size) * row)
    : { source: data.source, offset: data.offset + start * row, length: size * row };
  return graph.constant(whole.name, { type: whole.type, shape: [size, ...rest] }, part);
}
