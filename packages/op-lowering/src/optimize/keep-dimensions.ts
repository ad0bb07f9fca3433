// A reduction whose result is reshaped only to put its dimensions back as ones keeps them itself: `keep_dims`.
import { type Operator, operatorOptions, type Subgraph } from '@hlolite/tflite-schema';
import { reducedAxes } from './reduced-axes.js';
import { replaceOperators, usesOf } from './uses.js';

const REDUCTIONS = new Set(['SUM', 'MEAN', 'REDUCE_MAX', 'REDUCE_MIN', 'REDUCE_PROD', 'REDUCE_ANY', 'REDUCE_ALL']);

export function keepDimensions(subgraph: Subgraph): void {
  const { producer, count } = usesOf(subgraph);
  const replacements = new Map<Operator, readonly Operator[]>();
  for (const reshape of subgraph.operators) {
    const reduced = reshape.op === 'RESHAPE' ? reshape.inputs[0] : undefined;
    const reduction = reduced ? producer.get(reduced) : undefined;
    if (!reduced || !reduction || !REDUCTIONS.has(reduction.op) || count(reduced) !== 1 || subgraph.outputs.includes(reduced)) continue;
    const axes = reducedAxes(reduction);
    const kept = reduction.inputs[0]?.shape.map((size, axis) => (axes?.includes(axis) ? 1 : size));
    if (!axes || kept?.join() !== reshape.outputs[0]?.shape.join()) continue;
    const options = operatorOptions('SUM', { keep_dims: true });
    replacements.set(reduction, [{ ...reduction, outputs: reshape.outputs, ...(options && { options }) }]);
    replacements.set(reshape, []);
  }
  replaceOperators(subgraph, replacements);
}
