// A RESHAPE before operators of single elements moves behind them, so that they stand next to the layer or product that made their operand:
// a bias finds its layer. Constants along the last dimension take part where the RESHAPE keeps that dimension.
import type { Tensor } from '@hlolite/tflite-schema';
import { scalarOf } from './constants.js';
import { endsWell } from './raise-reshapes.js';
import type { Rewrite } from './rewrite.js';

const UNARY = ['GELU', 'RELU', 'RELU6', 'HARD_SWISH', 'LOGISTIC', 'TANH', 'LEAKY_RELU', 'ELU', 'EXP', 'NEG', 'ABS'] as const;

export const sinkReshapes: Rewrite = {
  name: 'sink-reshapes',
  at: ['ADD', 'SUB', 'MUL', 'DIV', ...UNARY],
  apply(node, graph) {
    const [output] = node.outputs;
    const reshaped = node.inputs.find((input) => graph.made(input, 'RESHAPE', true));
    const source = graph.producer(reshaped)?.inputs[0];
    if (!output || !reshaped || !source || endsWell(source, graph)) return false;
    if (reshaped.shape.join() !== output.shape.join() || !graph.producer(source)) return false;
    const others = node.inputs.filter((input) => input !== reshaped);
    if (!others.every((other) => alongLast(other, source, reshaped))) return false;
    const inputs = node.inputs.map((input) => (input === reshaped ? source : input));
    const inner = graph.add(node, node.op as 'ADD', inputs, (node.options?.fields ?? {}) as never, {
      type: output.type,
      shape: source.shape,
    });
    graph.replace(node, 'RESHAPE', [inner, graph.int32s(output.shape)], {});
    return true;
  },
};

/** Whether a constant is a scalar or a vector along the last dimension, which both shapes have. */
function alongLast(constant: Tensor | null, source: Tensor, reshaped: Tensor): boolean {
  if (scalarOf(constant) !== undefined) return true;
  const size = constant?.shape.at(-1);
  const vector = constant?.data !== undefined && constant.shape.every((each, axis) => each === 1 || axis === constant.shape.length - 1);
  return vector && size === source.shape.at(-1) && size === reshaped.shape.at(-1) && constant.shape.length <= source.shape.length;
}
