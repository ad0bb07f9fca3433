// A RESHAPE behind operators of single elements moves before them, where a reduction keeps its dimensions instead or another RESHAPE
// takes it in: rsqrt(mean + ε) put back to [rows, 1] is the usual case.
import type { Tensor } from '@hlolite/tflite-schema';
import { scalarOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import { isReduction } from './keep-dimensions.js';
import type { Rewrite } from './rewrite.js';

const UNARY = new Set(['RSQRT', 'SQRT', 'EXP', 'LOG', 'NEG', 'ABS', 'TANH', 'LOGISTIC', 'RELU', 'CAST']);
const BINARY = new Set(['ADD', 'SUB', 'MUL', 'DIV', 'MAXIMUM', 'MINIMUM']);

export const raiseReshapes: Rewrite = {
  name: 'raise-reshapes',
  at: ['RESHAPE'],
  apply(reshape, graph) {
    const [input] = reshape.inputs;
    const [output] = reshape.outputs;
    const inner = passedThrough(input, graph);
    if (!input || !output || !inner || !endsWell(inner.operand, graph)) return false;
    const { node, operand } = inner;
    const raised = graph.add(reshape, 'RESHAPE', [operand, graph.int32s(output.shape)], {}, { type: operand.type, shape: output.shape });
    graph.remove(node);
    const inputs = node.inputs.map((each) => (each === operand ? raised : each));
    graph.replace(reshape, node.op as 'ADD', inputs, (node.options?.fields ?? {}) as never);
    return true;
  },
};

/** The operator of single elements that makes a tensor for one reader alone, and its only operand that is no scalar constant. */
function passedThrough(tensor: Tensor | null | undefined, graph: Graph): { node: Node; operand: Tensor } | undefined {
  const node = graph.producer(tensor);
  if (!tensor || !node || !graph.onlyUser(tensor)) return undefined;
  if (!UNARY.has(node.op) && !(BINARY.has(node.op) && node.inputs.some((input) => scalarOf(input) !== undefined))) return undefined;
  const operand = node.inputs.find((input) => input !== null && scalarOf(input) === undefined);
  return operand && operand.shape.join() === tensor.shape.join() ? { node, operand } : undefined;
}

/** Whether, going on like that, a reduction or a RESHAPE is met. */
export function endsWell(operand: Tensor, graph: Graph): boolean {
  let current: Tensor | undefined = operand;
  while (current) {
    const maker = graph.producer(current);
    if (maker && graph.onlyUser(current) && (maker.op === 'RESHAPE' || isReduction(maker))) return true;
    current = passedThrough(current, graph)?.operand;
  }
  return false;
}
