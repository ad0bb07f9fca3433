// Two constants that are added one after the other are added up here, where their sum is no larger: position and token type embeddings, for two.
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { float32Bytes, float32sOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const mergeSums: Rewrite = {
  name: 'merge-sums',
  at: ['ADD'],
  rounds: true,
  apply(sum, graph) {
    const second = sum.inputs.find((input) => input?.data !== undefined);
    const inner = graph.made(
      sum.inputs.find((input) => input !== second),
      'ADD',
      true,
    );
    const first = inner?.inputs.find((input) => input?.data !== undefined);
    const x = inner?.inputs.find((input) => input !== first);
    const [output] = sum.outputs;
    if (!second || !inner || !first || !x || !output || !isPlain(inner) || x.shape.join() !== output.shape.join()) return false;
    const whole = added(first, second);
    if (!whole) return false;
    const constant = graph.constant(first.name, { type: 'FLOAT32', shape: whole.shape }, float32Bytes(whole.numbers));
    graph.replace(sum, 'ADD', [x, constant], (sum.options?.fields ?? {}) as never);
    graph.removeDead(inner);
    return true;
  },
};

/** The sum of a constant and one that is repeated along its leading dimensions. */
function added(a: Tensor, b: Tensor): { shape: readonly number[]; numbers: Float32Array } | undefined {
  const [large, small] = elementCount(a.shape) >= elementCount(b.shape) ? [a, b] : [b, a];
  const [numbers, repeated] = [float32sOf(large), float32sOf(small)];
  const tail = small.shape.slice(small.shape.findIndex((size) => size !== 1));
  const fits =
    tail.length <= large.shape.length && tail.every((size, axis) => size === large.shape[large.shape.length - tail.length + axis]);
  if (!numbers || !repeated || (!fits && repeated.length !== 1)) return undefined;
  return { shape: large.shape, numbers: numbers.map((value, index) => value + (repeated[index % repeated.length] as number)) };
}
