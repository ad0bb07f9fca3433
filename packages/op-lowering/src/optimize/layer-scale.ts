// A product of a layer's result with one number is a product of its weights and bias, through TRANSPOSE and RESHAPE: attention scales its queries
// so. Where two factors of a BATCH_MATMUL are both scaled, one of them is scaled by both numbers.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { float32Bytes, float32sOf, scalarOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const layerScale: Rewrite = {
  name: 'layer-scale',
  at: ['MUL'],
  rounds: true,
  apply(product, graph) {
    const scaled = scaledOperand(product);
    const [output] = product.outputs;
    if (!scaled || !output || scaled.operand.shape.join() !== output.shape.join() || !isPlain(product)) return false;
    const layer = layerBehind(scaled.operand, graph);
    if (!layer) return false;
    const times = (tensor: Tensor) =>
      graph.constant(tensor.name, tensor, float32Bytes((float32sOf(tensor) as Float32Array).map((value) => value * scaled.by)));
    const [input = null, weights, bias = null] = layer.inputs as [Tensor, Tensor, Tensor | null];
    graph.update(layer, { inputs: [input, times(weights), bias && times(bias)] });
    return graph.forward(output, scaled.operand);
  },
};

export const scalesOfProduct: Rewrite = {
  name: 'scales-of-product',
  at: ['BATCH_MATMUL'],
  rounds: true,
  apply(matmul, graph) {
    const [lhs, rhs] = matmul.inputs.map((input) => {
      const product = graph.made(input, 'MUL', true);
      return product && isPlain(product) ? scaledOperand(product) : undefined;
    });
    if (!lhs || !rhs) return false;
    const scale = graph.constant('scale', { type: 'FLOAT32', shape: [] }, float32Bytes([lhs.by * rhs.by]));
    const product = graph.add(matmul, 'MUL', [lhs.operand, scale], {}, lhs.operand);
    const former = matmul.inputs.map((input) => graph.producer(input));
    graph.update(matmul, { inputs: [product, rhs.operand] });
    for (const node of former) graph.removeDead(node);
    return true;
  },
};

function scaledOperand({ inputs }: Node): { operand: Tensor; by: number } | undefined {
  const at = inputs.findIndex((input) => scalarOf(input) !== undefined);
  const operand = inputs[1 - at];
  return at === -1 || !operand ? undefined : { operand, by: scalarOf(inputs[at]) as number };
}

/** The layer whose result alone makes a tensor, its elements moved or not. */
function layerBehind(tensor: Tensor, graph: Graph): Node | undefined {
  const maker = graph.producer(tensor);
  if (!maker || !graph.onlyUser(tensor)) return undefined;
  if (maker.op === 'TRANSPOSE' || maker.op === 'RESHAPE') return maker.inputs[0] ? layerBehind(maker.inputs[0], graph) : undefined;
  const [, weights, bias] = maker.inputs;
  if ((maker.op !== 'FULLY_CONNECTED' && maker.op !== 'CONV_2D' && maker.op !== 'DEPTHWISE_CONV_2D') || !isPlain(maker)) return undefined;
  const own = weights && float32sOf(weights) && graph.isOwn(weights, maker) && (!bias || float32sOf(bias));
  return own ? maker : undefined;
}
