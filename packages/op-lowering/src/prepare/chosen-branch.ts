// A branch that is known at compile time: what stays of an `if` or a `case` whose predicate or index is a constant, or of a `case` with
// one branch. It is computed in the body around it; the others are never lowered.
import type { Operation, Value } from '@hlolite/mlir-parser';
import { type Dense, isInMemory, readNumbers } from '@hlolite/tensor';
import { type Body, bodyOfBlock } from './body.js';

/** The body of the one branch that can be taken, or undefined where it depends on what is known at run time only. */
export function chosenBranch({ name, operands, regions }: Operation, constantOf: (value: Value) => Dense | undefined): Body | undefined {
  if (name !== 'stablehlo.if' && name !== 'stablehlo.case') return undefined;
  const [block, ...others] = regions[chosen(name, regions.length, constantOf(operands[0] as Value))]?.blocks ?? [];
  return block && others.length === 0 ? bodyOfBlock(block) : undefined;
}

/** The number of the branch, −1 where it is not known. A number that names no branch means the last (spec: case). */
function chosen(name: string, branches: number, given: Dense | undefined): number {
  if (name === 'stablehlo.case' && branches === 1) return 0;
  if (!given || !isInMemory(given.bytes)) return -1;
  const number = Number(readNumbers(given)[0]);
  if (name === 'stablehlo.if') return number === 0 ? 1 : 0;
  return number >= 0 && number < branches ? number : branches - 1;
}
