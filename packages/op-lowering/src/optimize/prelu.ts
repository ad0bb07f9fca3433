// A leaky relu with a slope for each channel, x > 0 ? x : slope · x, as PyTorch and JAX write it, is one kernel, PRELU. Only for slopes along
// the last dimension: elsewhere the fast kernels refuse it, and the one that is left is slow.
import type { Tensor } from '@hlolite/tflite-schema';
import { isPlain } from './activation.js';
import { float32sOf, splatOf } from './constants.js';
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
    const slope = product.inputs[0] === x ? product.inputs[1] : product.inputs[1] === x ? product.inputs[0] : undefined;
    const fits = x.type === 'FLOAT32' && x.shape.length <= HIGHEST_RANK && x.shape.join() === select.outputs[0]?.shape.join();
    if (!slope || !fits || !isPlain(product) || !isOfChannels(slope, x)) return false;
    graph.replace(select, 'PRELU', [x, slope]);
    return true;
  },
};

/** A slope that is infinite would make a NaN of 0. */
const isOfChannels = (slope: Tensor, x: Tensor): boolean =>
  slope.shape.length <= x.shape.length &&
  slope.shape.at(-1) === x.shape.at(-1) &&
  slope.shape.slice(0, -1).every((size) => size === 1) &&
  (float32sOf(slope)?.every(Number.isFinite) ?? false);
