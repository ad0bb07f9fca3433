// Given: a body. Result: the body without operations that nothing needs. A custom_call with a side effect is needed.
import type { Operation, Value } from '@hlolite/mlir-parser';
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

function hasSideEffect(operation: Operation): boolean {
  const effect = operation.attributes.has_side_effect;
  return effect?.kind === 'bool' && effect.value;
}
