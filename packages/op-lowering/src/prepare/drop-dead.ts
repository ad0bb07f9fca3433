// Given: a body. Result: the body without operations that nothing needs. A custom_call with a side effect is needed.
import { type Operation, type Value, walk } from '@hlolite/mlir-parser';
import { type Body, usedValues } from './body.js';

export function dropDead(body: Body): Body {
  const needed = new Set<Value>(body.results);
  const kept: Operation[] = [];
  for (let index = body.operations.length - 1; index >= 0; index--) {
    const operation = body.operations[index] as Operation;
    if (!operation.results.some((result) => needed.has(result)) && !hasSideEffect(operation)) continue;
    kept.push(operation);
    for (const value of usedValues(operation)) needed.add(value);
  }
  return { ...body, operations: kept.reverse() };
}

/** Whether the operation, or one in its regions, does something beside giving results. */
function hasSideEffect(operation: Operation): boolean {
  for (const { attributes } of walk(operation))
    if (attributes.has_side_effect?.kind === 'bool' && attributes.has_side_effect.value) return true;
  return false;
}
