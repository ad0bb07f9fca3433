// A product of a layer's or convolution's result with one number, through TRANSPOSE and RESHAPE, or with one number a channel is a product of its
// weights and bias: attention scales its queries so, and batch norms their channels. Where two factors of a BATCH_MATMUL are both scaled, one of them is scaled by both numbers.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { float32Bytes, float32sOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const layerScale: Rewrite = {
  name: 'layer-scale',
  at: ['MUL'],
  rounds: true,
  apply(product, graph) {
    const [output] = product.outputs;
    const at = product.inputs.findIndex((input) => input?.data !== undefined);
    const operand = product.inputs[1 - at];
    const by = float32sOf(product.inputs[at]);
    if (!output || !operand || !by || operand.shape.join() !== output.shape.join() || !isPlain(product)) return false;
    const layer = by.length === 1 ? layerBehind(operand, graph) : ownLayer(graph.producer(operand), graph);
    const channels = layer && channelsOf(layer);
    if (!layer || !channels || !graph.onlyUser(operand) || (by.length > 1 && !isRow(product.inputs[at], channels.count))) return false;
    const [input = null, weights, bias = null] = layer.inputs as [Tensor, Tensor, Tensor | null];
    const factor = (channel: number) => by[by.length === 1 ? 0 : channel] as number;
    const times = (tensor: Tensor, channel: (index: number) => number) =>
      graph.constant(
        tensor.name,
        tensor,
        float32Bytes((float32sOf(tensor) as Float32Array).map((value, index) => value * factor(channel(index)))),
      );
    graph.update(layer, { inputs: [input, times(weights, channels.of), bias && times(bias, (index) => index)] });
    return graph.forward(output, operand);
  },
};

/** How many channels a layer's result has, and to which an element of its weights belongs. */
function channelsOf({ op, inputs: [, weights] }: Node): { count: number; of: (index: number) => number } | undefined {
  if (!weights) return undefined;
  const last = weights.shape.at(-1) as number;
  if (op === 'DEPTHWISE_CONV_2D') return { count: last, of: (index) => index % last };
  const size = weights.shape.slice(1).reduce((product, each) => product * each, 1);
  return { count: weights.shape[0] as number, of: (index) => Math.floor(index / size) };
}

const isRow = (tensor: Tensor | null | undefined, count: number): boolean =>
  tensor !== null && tensor !== undefined && tensor.shape.at(-1) === count && tensor.shape.slice(0, -1).every((size) => size === 1);

/** The layer whose result alone makes a tensor, its elements moved or not. */
function layerBehind(tensor: Tensor, graph: Graph): Node | undefined {
  const maker = graph.producer(tensor);
  if (!maker || !graph.onlyUser(tensor)) return undefined;
  if (maker.op === 'TRANSPOSE' || maker.op === 'RESHAPE') return maker.inputs[0] ? layerBehind(maker.inputs[0], graph) : undefined;
  return ownLayer(maker, graph);
}

/** The node, when it is a layer or convolution without activation that has its weights for itself. */
function ownLayer(maker: Node | undefined, graph: Graph): Node | undefined {
  const [, weights, bias] = maker?.inputs ?? [];
  if (!maker || !LAYERS.has(maker.op) || !isPlain(maker)) return undefined;
  const own = weights && float32sOf(weights) && graph.isOwn(weights, maker) && (!bias || float32sOf(bias));
  return own ? maker : undefined;
}

const LAYERS = new Set(['FULLY_CONNECTED', 'CONV_2D', 'DEPTHWISE_CONV_2D']);
