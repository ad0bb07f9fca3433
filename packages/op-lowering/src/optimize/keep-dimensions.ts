// A reduction whose result is reshaped only to put its dimensions back as ones keeps them itself: `keep_dims`.
import { sameShape } from '../graph-builder.js';
import { int32sOf } from './constants.js';
import type { Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const REDUCTIONS = ['SUM', 'MEAN', 'REDUCE_MAX', 'REDUCE_MIN', 'REDUCE_PROD', 'REDUCE_ANY', 'REDUCE_ALL'] as const;

export const keepDimensions: Rewrite = {
  name: 'keep-dimensions',
  at: ['RESHAPE'],
  apply(reshape, graph) {
    const [reduced] = reshape.inputs;
    const [output] = reshape.outputs;
    const reduction = graph.producer(reduced);
    if (!reduced || !output || !reduction || !isReduction(reduction) || !graph.onlyUser(reduced)) return false;
    const axes = int32sOf(reduction.inputs[1]);
    const kept = reduction.inputs[0]?.shape.map((size, axis) => (axes?.includes(axis) ? 1 : size));
    if (!axes || !kept || !sameShape(kept, output.shape)) return false;
    graph.remove(reduction);
    graph.replace(reshape, reduction.op as 'SUM', reduction.inputs, { keep_dims: true });
    return true;
  },
};

export const isReduction = ({ op }: Node): boolean => (REDUCTIONS as readonly string[]).includes(op);
