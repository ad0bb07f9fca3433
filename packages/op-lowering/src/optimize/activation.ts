// RELU and its bounded forms behind an operator that applies them itself.
import type { Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

const ACTIVATED = new Set([
  'ADD',
  'SUB',
  'MUL',
  'DIV',
  'FULLY_CONNECTED',
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'TRANSPOSE_CONV',
  'AVERAGE_POOL_2D',
  'MAX_POOL_2D',
]);

/** Whether a node applies no activation yet. */
export const isPlain = (node: Node): boolean => (node.options?.fields.fused_activation_function ?? 'NONE') === 'NONE';

export const activation: Rewrite = {
  name: 'activation',
  at: ['RELU', 'RELU6', 'RELU_N1_TO_1'],
  apply(node, graph) {
    const [input] = node.inputs;
    const maker = graph.producer(input);
    if (!input || !maker || !ACTIVATED.has(maker.op) || !isPlain(maker) || !graph.onlyUser(input)) return false;
    const fields = { ...maker.options?.fields, fused_activation_function: node.op };
    graph.remove(maker);
    graph.replace(node, maker.op as 'ADD', maker.inputs, fields as never);
    return true;
  },
};
