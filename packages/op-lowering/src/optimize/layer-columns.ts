// A scale and an offset for each column of a layer's input, as norms end with, belong to its weights and bias: W(γ · x + β) = (W · diag γ) x + W β.
// Only where layers alone read the scaled tensor, and each has its weights for itself: nothing is stored twice.
import type { Tensor } from '@hlolite/tflite-schema';
import { float32Bytes, float32sOf, isFloat32Constant, scaledData } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const layerColumns: Rewrite = {
  name: 'layer-columns',
  at: ['MUL', 'ADD'],
  rounds: true,
  apply(node, graph) {
    const [output] = node.outputs;
    const vector = node.inputs.find((input) => input?.data !== undefined);
    const source = node.inputs.find((input) => input !== vector);
    if (!output || !vector || !source || source.shape.join() !== output.shape.join() || graph.isOutput(output)) return false;
    const columns = float32sOf(vector);
    const layers = graph.users(output);
    if (!columns || columns.length !== output.shape.at(-1) || vector.shape.at(-1) !== columns.length) return false;
    if (!layers.every((layer) => isOwnLayer(layer, graph))) return false;
    const biases = node.op === 'ADD' ? layers.map((layer) => shiftedBias(layer, columns)) : [];
    if (biases.includes(undefined)) return false;
    layers.forEach((layer, index) => {
      if (node.op === 'MUL') scale(layer, source, columns, graph);
      else shift(layer, source, biases[index] as Float32Array, graph);
    });
    graph.removeDead(node);
    return true;
  },
};

/** Whether a reader is a layer that has its weights for itself. */
function isOwnLayer(layer: Node, graph: Graph): boolean {
  const [, weights, bias] = layer.inputs;
  return layer.op === 'FULLY_CONNECTED' && isFloat32Constant(weights) && graph.isOwn(weights, layer) && (!bias || isFloat32Constant(bias));
}

function scale(layer: Node, source: Tensor, columns: Float32Array, graph: Graph): void {
  const [, weights, bias = null] = layer.inputs as [Tensor, Parameters<typeof scaledData>[0], Tensor | null];
  graph.update(layer, { inputs: [source, graph.constant(weights.name, weights, scaledData(weights, columns, 1)), bias] });
}

/** The bias that an offset of the columns makes; undefined where the weights are too large to be summed here. */
function shiftedBias({ inputs: [, weights, bias = null] }: Node, columns: Float32Array): Float32Array | undefined {
  const numbers = float32sOf(weights);
  if (!numbers) return undefined;
  const old = bias && (float32sOf(bias) as Float32Array);
  const depth = columns.length;
  return Float32Array.from({ length: numbers.length / depth }, (_, row) => {
    let sum = old?.[row] ?? 0;
    for (let column = 0; column < depth; column++) sum += (numbers[row * depth + column] as number) * (columns[column] as number);
    return sum;
  });
}

function shift(layer: Node, source: Tensor, bias: Float32Array, graph: Graph): void {
  const [, weights = null] = layer.inputs;
  const constant = graph.constant('bias', { type: 'FLOAT32', shape: [bias.length] }, float32Bytes(bias));
  graph.update(layer, { inputs: [source, weights, constant] });
}
