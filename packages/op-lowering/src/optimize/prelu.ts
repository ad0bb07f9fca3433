// A leaky relu with a slope for each channel, x > 0 ? x : slope · x, as JAX writes it, is one kernel, PRELU. Only for slopes along the last
// dimension: elsewhere the fast kernels refuse it, and the one that is left is slow.
import type { Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import { isPlain } from './activation.js';
import { float32Bytes, float32sOf, isRow, splatOf } from './constants.js';
import type { Graph } from './graph.js';
import type { Rewrite } from './rewrite.js';

/** The kernel that broadcasts takes no more dimensions. */
const HIGHEST_RANK = 4;

export const prelu: Rewrite = {
  name: 'prelu',
  at: ['SELECT_V2'],
  apply(select, graph) {
    const [condition, x, scaled] = select.inputs;
    const compare = graph.made(condition, 'GREATER') ?? graph.made(condition, 'GREATER_EQUAL');
    const product = graph.made(scaled, 'MUL', true);
    if (!x || !compare || !product || compare.inputs[0] !== x || splatOf(compare.inputs[1]) !== 0) return false;
    const at = product.inputs.indexOf(x);
    if (at === -1 || !fitsPrelu(x, select.outputs[0]) || !isPlain(product)) return false;
    const slope = slopeOf(product.inputs[1 - at], x, graph);
    if (!slope) return false;
    graph.replace(select, 'PRELU', [x, slope]);
    return true;
  },
};

/** Whether the kernel takes x, and gives the output from it. */
export const fitsPrelu = (x: Tensor, output: Tensor | undefined): boolean =>
  x.type === 'FLOAT32' && x.shape.length <= HIGHEST_RANK && output !== undefined && sameShape(x.shape, output.shape);

/**
 * The slope for the kernel, times a sign: one number, or one a channel. One that is infinite would make a NaN of 0; a computed one may be.
 */
export function slopeOf(slope: Tensor | null | undefined, x: Tensor, graph: Graph, sign: 1 | -1 = 1): Tensor | undefined {
  const numbers = float32sOf(slope);
  if (!slope || !numbers?.every(Number.isFinite) || (numbers.length !== 1 && !isRow(slope, x.shape.at(-1)))) return undefined;
  const data = float32Bytes(numbers.map((value) => sign * value));
  return graph.constant(slope.name, { type: 'FLOAT32', shape: [numbers.length] }, data);
}
