// How many operators of each kind a model has; CUSTOM ops by their names.
import type { Model } from '@hlolite/tflite-schema';

/** How many operators of each kind a model has; custom ones by their names: `CUSTOM(my.op)`. */
export function operatorCounts(model: Model): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operators } of model.subgraphs)
    for (const { op, customCode } of operators) {
      const name = customCode === undefined ? op : `${op}(${customCode})`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  return counts;
}
