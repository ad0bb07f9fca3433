// SUM divided by the number of elements summed, or times its reciprocal, is MEAN: one kernel for two. Only f32: of f16 the sum may
// overflow where the mean does not.

import { sameShape } from '../graph-builder.js';
import { int32sOf, scalarOf } from './constants.js';
import type { Graph, Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

export const mean: Rewrite = {
  name: 'mean',
  at: ['DIV', 'MUL'],
  apply(scaling, graph) {
    const total = scaling.op === 'DIV' ? scaling.inputs[0] : scaling.inputs.find((input) => graph.made(input, 'SUM'));
    const factor = scaling.inputs.find((input) => input !== total);
    const sum = graph.made(total, 'SUM', true);
    const [output] = scaling.outputs;
    if (!total || !sum || !output || !sameShape(total.shape, output.shape) || output.type !== 'FLOAT32') return false;
    const count = summed(sum);
    const scale = scalarOf(factor);
    if (count === undefined || scale !== (scaling.op === 'DIV' ? count : Math.fround(1 / count))) return false;
    replaceSum(sum, scaling, graph);
    return true;
  },
};

function summed(sum: Node): number | undefined {
  const shape = sum.inputs[0]?.shape ?? [];
  return int32sOf(sum.inputs[1])?.reduce((product, axis) => product * (shape[axis] as number), 1);
}

function replaceSum(sum: Node, scaling: Node, graph: Graph): void {
  const keep = sum.options?.fields.keep_dims === true;
  graph.remove(sum);
  graph.replace(scaling, 'MEAN', sum.inputs, { keep_dims: keep });
}
