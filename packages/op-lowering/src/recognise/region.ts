// What a region computes, where it is one well-known thing: the body of a reduction is nearly always a single add or max.
import type { Operation, Region, Value } from '@hlolite/mlir-parser';

/** The only operation of a body on exactly its two arguments, in either order where that is the same; undefined for any other body. */
export function singleOperation(region: Region): Operation | undefined {
  const block = region.blocks[0];
  if (region.blocks.length !== 1 || block?.operations.length !== 2) return undefined;
  const [operation, returned] = block.operations as [Operation, Operation];
  const [a, b] = block.arguments as [Value, Value];
  if (block.arguments.length !== 2 || operation.operands.length !== 2 || returned.operands.length !== 1) return undefined;
  const [lhs, rhs] = operation.operands;
  const onArguments = (lhs === a && rhs === b) || (lhs === b && rhs === a && COMMUTATIVE.has(operation.name));
  return onArguments && returned.operands[0] === operation.results[0] ? operation : undefined;
}

const COMMUTATIVE = new Set(['add', 'multiply', 'maximum', 'minimum', 'and', 'or', 'xor'].map((name) => `stablehlo.${name}`));
