// A product of a layer's or convolution's result with one number, through TRANSPOSE and RESHAPE, or with one number a channel is a product of its
// weights and bias: attention scales its queries so, and batch norms their channels. Where two factors of a BATCH_MATMUL are both scaled, one of them is scaled by both numbers.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { float32sOf, isFloat32Constant, isRow, scaledData } from './constants.js';
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
    type Constant = Parameters<typeof scaledData>[0];
    const [input = null, weights, bias = null] = layer.inputs as [Tensor, Constant, Constant | null];
    const times = (tensor: Constant, inner: number) => graph.constant(tensor.name, tensor, scaledData(tensor, by, inner));
    for (let tensor: Tensor = operand; ; tensor = graph.producer(tensor)?.inputs[0] as Tensor) {
      graph.revalued.add(tensor);
      if (graph.producer(tensor) === layer) break;
    }
    graph.update(layer, { inputs: [input, times(weights, channels.inner), bias && times(bias, 1)] });
    return graph.forward(output, operand);
  },
};

/** How many channels a layer's result has, and how many elements of its weights after each other belong to one. */
function channelsOf({ op, inputs: [, weights] }: Node): { count: number; inner: number } | undefined {
  if (!weights) return undefined;
  if (op === 'DEPTHWISE_CONV_2D') return { count: weights.shape.at(-1) as number, inner: 1 };
  return { count: weights.shape[0] as number, inner: weights.shape.slice(1).reduce((product, each) => product * each, 1) };
}

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
  const own = isFloat32Constant(weights) && graph.isOwn(weights, maker) && (!bias || isFloat32Constant(bias));
  return own ? maker : undefined;
}

const LAYERS = new Set(['FULLY_CONNECTED', 'CONV_2D', 'DEPTHWISE_CONV_2D']);
