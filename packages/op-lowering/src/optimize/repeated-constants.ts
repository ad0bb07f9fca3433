// A constant that says the same again along a dimension is stored once: the kernel repeats it, as long as the other operand has the whole shape.
import { elementCount, isInMemory } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import type { Rewrite } from './rewrite.js';

/** Larger constants are not looked through: masks and position tables are smaller. */
const LARGEST = 1 << 20;

export const repeatedConstants: Rewrite = {
  name: 'repeated-constants',
  at: ['ADD', 'SUB', 'MUL', 'DIV', 'MAXIMUM', 'MINIMUM'],
  apply(node, graph) {
    const [output] = node.outputs;
    const constant = node.inputs.find((input) => input?.data !== undefined);
    const other = node.inputs.find((input) => input !== constant);
    if (!output || !constant || !other || !sameShape(other.shape, output.shape)) return false;
    const once = withoutRepeats(constant);
    if (!once) return false;
    const small = graph.constant(constant.name, { type: constant.type, shape: once.shape }, once.data);
    graph.update(node, { inputs: node.inputs.map((input) => (input === constant ? small : input)) });
    return true;
  },
};

/** The constant with size 1 in each leading dimension along which it repeats itself; undefined when there is none. */
function withoutRepeats({ shape, data }: Tensor): { shape: readonly number[]; data: Uint8Array } | undefined {
  if (!data || !isInMemory(data) || data.length > LARGEST || data.length <= 4) return undefined;
  let rest = data;
  const sizes = [...shape];
  for (const [axis, size] of shape.entries()) {
    if (size === 1) continue;
    const part = rest.length / size;
    if (!repeats(rest, part)) break;
    rest = rest.subarray(0, part);
    sizes[axis] = 1;
  }
  return elementCount(sizes) < elementCount(shape) ? { shape: sizes, data: rest } : undefined;
}

const repeats = (bytes: Uint8Array, part: number): boolean => {
  for (let at = part; at < bytes.length; at++) if (bytes[at] !== bytes[at - part]) return false;
  return true;
};
