// Two operators of one kind on the same inputs with the same options give the same: readers of the second read the first.
import { type OperatorName, operators, type Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import type { Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

/** Operators that give other results, or do something, each time. */
const NOT_SHARED = new Set([
  'CUSTOM',
  'STABLEHLO_CUSTOM_CALL',
  'STABLEHLO_RNG_BIT_GENERATOR',
  'RANDOM_UNIFORM',
  'RANDOM_STANDARD_NORMAL',
  'MULTINOMIAL',
]);
for (const op of ['WHILE', 'IF', 'STABLEHLO_CASE', 'STABLEHLO_COMPOSITE', 'CALL', 'CALL_ONCE', 'VAR_HANDLE']) NOT_SHARED.add(op);

export const common: Rewrite = {
  name: 'common',
  at: (Object.keys(operators) as OperatorName[]).filter((op) => !NOT_SHARED.has(op)),
  apply(node, graph) {
    const input = node.inputs.find((each) => each !== null && !each.data);
    const [output] = node.outputs;
    if (!input || !output || node.outputs.length !== 1) return false;
    const twin = graph.users(input).find((other) => other !== node && other.rank <= node.rank && isSame(other, node));
    return twin?.outputs[0] !== undefined && graph.forward(output, twin.outputs[0]);
  },
};

function isSame(a: Node, b: Node): boolean {
  if (a.op !== b.op || a.inputs.length !== b.inputs.length || a.outputs[0]?.type !== b.outputs[0]?.type) return false;
  // Options last: they are compared as text, and a tensor that many operators read is met once for each pair of them.
  return a.inputs.every((input, index) => isSameInput(input, b.inputs[index] ?? null)) && fieldsOf(a) === fieldsOf(b);
}

const fieldsOf = ({ options }: Node): string =>
  JSON.stringify(options?.fields ?? {}, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

/** The same tensor, or small constants with the same content. */
function isSameInput(a: Tensor | null, b: Tensor | null): boolean {
  if (a === b) return true;
  const [left, right] = [a?.data, b?.data];
  if (!(left instanceof Uint8Array) || !(right instanceof Uint8Array) || left.length > 256) return false;
  return a?.type === b?.type && sameShape(a?.shape ?? [], b?.shape ?? []) && left.every((byte, index) => byte === right[index]);
}
