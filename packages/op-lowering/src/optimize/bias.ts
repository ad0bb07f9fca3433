// A constant vector added to the result of a layer or convolution is its bias. The kernel starts its sums from it, so the last bits differ.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { float32Bytes, float32sOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

/** Which input is the bias. */
const biasOf: Readonly<Record<string, number>> = { FULLY_CONNECTED: 2, CONV_2D: 2, DEPTHWISE_CONV_2D: 2, CONV_3D: 2, TRANSPOSE_CONV: 3 };

export const bias: Rewrite = {
  name: 'bias',
  at: ['ADD', 'SUB'],
  rounds: true,
  apply(sum, graph) {
    const product = sum.inputs.find((input) => Object.hasOwn(biasOf, graph.producer(input)?.op ?? ''));
    const layer = graph.producer(product);
    const added = sum.inputs.find((input) => input !== product);
    if (!product || !layer || !added || (sum.op === 'SUB' && product !== sum.inputs[0])) return false;
    if (!graph.onlyUser(product) || !isPlain(layer) || product.shape.join() !== sum.outputs[0]?.shape.join()) return false;
    const at = biasOf[layer.op] as number;
    const whole = summed(layer.inputs[at], added, product.shape.at(-1) as number, sum.op === 'SUB' ? -1 : 1);
    if (!whole) return false;
    replaceLayer(layer, sum, at, whole, graph);
    return true;
  },
};

/** The old bias and what is added, one number a channel. */
function summed(old: Tensor | null | undefined, added: Tensor, channels: number, sign: number): Float32Array | undefined {
  const numbers = float32sOf(added);
  const before = old ? float32sOf(old) : new Float32Array(channels);
  if (!numbers || !before) return undefined;
  const vector = numbers.length === channels && added.shape.at(-1) === channels;
  if (!vector && numbers.length !== 1) return undefined;
  return before.map((value, channel) => value + sign * (numbers[vector ? channel : 0] as number));
}

function replaceLayer(layer: Node, sum: Node, at: number, whole: Float32Array, graph: Graph): void {
  const constant = graph.constant('bias', { type: 'FLOAT32', shape: [whole.length] }, float32Bytes(whole));
  const inputs = [...layer.inputs];
  inputs[at] = constant;
  const fields = { ...layer.options?.fields, fused_activation_function: sum.options?.fields.fused_activation_function ?? 'NONE' };
  graph.remove(layer);
  graph.replace(sum, layer.op as 'CONV_2D', inputs, fields as never);
}
