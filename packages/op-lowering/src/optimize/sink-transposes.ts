// Operators of single elements work in any order of the dimensions: a TRANSPOSE before them moves behind them. Programs in NCHW so run in NHWC:
// transposes meet their opposites before the next convolution, and what is left stands at the ends.
import type { OperatorName, Tensor } from '@hlolite/tflite-schema';
import { inverseOf } from '../families/permute.js';
import { int32sOf } from './constants.js';
import { transposedConstant } from './fold-transposes.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

/** SELECT_V2 is not among them: it is slow where its condition is broadcast along the innermost dimension. */
const ELEMENTWISE = [
  ...(['ABS', 'CAST', 'CEIL', 'COS', 'ELU', 'EXP', 'FLOOR', 'GELU', 'HARD_SWISH', 'LEAKY_RELU', 'LOG', 'LOGISTIC', 'NEG'] as const),
  ...(['RELU', 'RELU6', 'RELU_N1_TO_1', 'RELU_0_TO_1', 'ROUND', 'RSQRT', 'SIGN', 'SIN', 'SQRT', 'TANH', 'LOGICAL_NOT'] as const),
  ...(['ADD', 'SUB', 'MUL', 'DIV', 'MAXIMUM', 'MINIMUM', 'POW', 'SQUARED_DIFFERENCE', 'FLOOR_DIV', 'FLOOR_MOD'] as const),
  ...(['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL', 'LOGICAL_AND', 'LOGICAL_OR'] as const),
] satisfies readonly OperatorName[];

export const sinkTransposes: Rewrite = {
  name: 'sink-transposes',
  at: ELEMENTWISE,
  apply(node, graph) {
    const [output] = node.outputs;
    const permutation = node.inputs
      .map((input) => int32sOf(graph.made(input, 'TRANSPOSE')?.inputs[1]))
      .find((order) => order !== undefined);
    if (!output || !permutation || output.shape.length !== permutation.length || isInPlace(output, graph)) return false;
    const inputs = node.inputs.map((input) => untransposed(input, permutation, node, graph));
    if (!inputs.every((input) => input !== undefined)) return false;
    sinkBelow(node, node.op, inputs, permutation, graph);
    return true;
  },
};

const FIXED = new Set(['CONV_2D', 'DEPTHWISE_CONV_2D', 'TRANSPOSE_CONV', 'CONV_3D', 'MAX_POOL_2D', 'AVERAGE_POOL_2D', 'PAD', 'PADV2']);

/** Whether an operator with an order of its own reads a tensor: the TRANSPOSE is where it should be, and padding stays next to its convolution. */
export const isInPlace = (tensor: Tensor, graph: Graph): boolean => graph.users(tensor).some((user) => FIXED.has(user.op));

/** The operator on inputs that are not transposed, and the TRANSPOSE behind it. */
export function sinkBelow(
  node: Node,
  op: OperatorName,
  inputs: readonly (Tensor | null)[],
  permutation: readonly number[],
  graph: Graph,
  fields: Readonly<Record<string, unknown>> = node.options?.fields ?? {},
): void {
  const [output] = node.outputs as [Tensor];
  const shape: number[] = [];
  permutation.forEach((from, to) => {
    shape[from] = output.shape[to] as number;
  });
  const former = node.inputs.map((input) => graph.producer(input));
  const inner = graph.add(node, op as 'ADD', inputs, fields as never, { type: output.type, shape });
  graph.replace(node, 'TRANSPOSE', [inner, graph.int32s(permutation)]);
  for (const maker of former) graph.removeDead(maker);
}

/** What an input is before the permutation; undefined where that would have to be computed. */
function untransposed(input: Tensor | null, permutation: readonly number[], node: Node, graph: Graph): Tensor | undefined {
  if (!input) return undefined;
  const transpose = graph.made(input, 'TRANSPOSE');
  if (transpose && int32sOf(transpose.inputs[1])?.join() === permutation.join()) return transpose.inputs[0] ?? undefined;
  // A constant, or a tensor whose dimensions larger than 1 keep their order, in the shape that kernels align with the output's.
  const aligned = [...new Array<number>(permutation.length - input.shape.length).fill(1), ...input.shape];
  const inverse = inverseOf(permutation);
  const shape = inverse.map((from) => aligned[from] as number);
  const order = inverse.filter((from) => aligned[from] !== 1);
  if (order.length === 0 && input.shape.length <= 1) return input;
  const keepsOrder = order.every((from, index) => index === 0 || from > (order[index - 1] as number));
  if (input.data)
    return keepsOrder
      ? graph.constant(input.name, { type: input.type, shape }, input.data)
      : transposedConstant({ ...input, shape: aligned }, inverse, graph);
  if (!keepsOrder) return undefined;
  return graph.add(node, 'RESHAPE', [input, graph.int32s(shape)], {}, { type: input.type, shape });
}
