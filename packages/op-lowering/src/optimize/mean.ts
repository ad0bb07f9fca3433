// SUM divided by the number of elements summed is MEAN: one kernel for two. Only f32: of f16 the sum may overflow where the mean does not.
import type { Operator, Subgraph } from '@hlolite/tflite-schema';
import { reducedAxes, scalarOf } from './reduced-axes.js';
import { replaceOperators, usesOf } from './uses.js';

export function mean(subgraph: Subgraph): void {
  const { producer, count } = usesOf(subgraph);
  const replacements = new Map<Operator, readonly Operator[]>();
  for (const division of subgraph.operators) {
    const total = division.op === 'DIV' ? division.inputs[0] : undefined;
    const sum = total ? producer.get(total) : undefined;
    if (!total || sum?.op !== 'SUM' || count(total) !== 1 || total.shape.join() !== division.outputs[0]?.shape.join()) continue;
    const shape = sum.inputs[0]?.shape ?? [];
    const summed = reducedAxes(sum)?.reduce((product, axis) => product * (shape[axis] as number), 1);
    if (summed === undefined || scalarOf(division.inputs[1]) !== summed) continue;
    replacements.set(sum, [{ ...sum, op: 'MEAN', outputs: division.outputs }]);
    replacements.set(division, []);
  }
  replaceOperators(subgraph, replacements);
}
