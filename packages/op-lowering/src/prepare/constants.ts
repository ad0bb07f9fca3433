// Constants of the program as numbers.
import type { Value } from '@hlolite/mlir-parser';
import { isInMemory, readNumbers } from '@hlolite/tensor';
import { isConstant } from './body.js';
import { constantValue } from './fold-constants.js';

/** Constants that are not stored as a splat are looked through up to this many bytes. */
const LARGEST = 1 << 16;

/** The number that all elements of a constant have, through broadcasts and reshapes; undefined for what is no constant or no number. */
export function splatNumber(value: Value): number | undefined {
  const { owner } = value;
  if (!owner) return undefined;
  if (owner.name === 'stablehlo.broadcast_in_dim' || owner.name === 'stablehlo.reshape') return splatNumber(owner.operands[0] as Value);
  const dense = isConstant(owner) ? constantValue(owner)?.[0] : undefined;
  if (!dense || !isInMemory(dense.bytes) || dense.bytes.length > LARGEST || dense.type.startsWith('complex')) return undefined;
  const numbers = readNumbers(dense);
  const first = numbers[0];
  return first !== undefined && numbers.every((number: number | bigint) => Object.is(number, first)) ? Number(first) : undefined;
}
