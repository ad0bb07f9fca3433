// Making functions out of operations: the decompositions of composites.
import { func, type Operation, operation, type Value } from '@hlolite/mlir-parser';
import { Rewriter } from './body.js';

/** A private function that computes `results` from `bounds` by copies of the given operations. */
export function copiedFunction(
  symbol: string,
  bounds: readonly Value[],
  operations: readonly Operation[],
  results: readonly Value[],
): Operation {
  const rewriter = new Rewriter();
  const parameters = bounds.map((value, index): Value => ({ type: value.type, index }));
  bounds.forEach((value, index) => rewriter.replace(value, parameters[index] as Value));
  const copies = operations.map((op) => rewriter.carry(op, undefined, true));
  return functionOf(symbol, parameters, copies, rewriter.values(results));
}

/** A `func.func` of one block with the given parameters as its block's arguments. */
export function functionOf(
  symbol: string,
  parameters: readonly Value[],
  operations: readonly Operation[],
  results: readonly Value[],
): Operation {
  const returned = operation({ name: `${func.name}.return`, operands: results });
  const type = { kind: 'function', inputs: parameters.map((value) => value.type), results: results.map((value) => value.type) } as const;
  return operation({
    name: `${func.name}.func`,
    attributes: { sym_name: { kind: 'string', value: symbol }, function_type: { kind: 'type', type } },
    regions: [{ blocks: [{ arguments: [...parameters], operations: [...operations, returned] }] }],
  });
}
