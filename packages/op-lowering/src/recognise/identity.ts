// The value that leaves a reduction as it is: reductions by a kernel start from it, whatever the program's initial value is.
import { type Dense, readNumbers } from '@hlolite/tensor';

/** Whether a constant scalar is the neutral element of an op (`stablehlo.add` …). */
export function isNeutral(op: string, initial: Dense): boolean {
  const value = readNumbers(initial)[0];
  if (value === undefined) return false;
  const range = RANGES[initial.type];
  switch (op) {
    case 'stablehlo.add':
    case 'stablehlo.or':
      return Number(value) === 0;
    case 'stablehlo.multiply':
      return Number(value) === 1;
    case 'stablehlo.and':
      return initial.type === 'i1' ? Number(value) === 1 : BigInt.asIntN(64, BigInt(value)) === -1n;
    case 'stablehlo.maximum':
      return initial.type === 'i1' ? Number(value) === 0 : range ? BigInt(value) === range[0] : value === Number.NEGATIVE_INFINITY;
    case 'stablehlo.minimum':
      return initial.type === 'i1' ? Number(value) === 1 : range ? BigInt(value) === range[1] : value === Number.POSITIVE_INFINITY;
    default:
      return false;
  }
}

const signed = (bits: bigint): readonly [bigint, bigint] => [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
const unsigned = (bits: bigint): readonly [bigint, bigint] => [0n, (1n << bits) - 1n];
const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  i8: signed(8n),
  i16: signed(16n),
  i32: signed(32n),
  i64: signed(64n),
  ui8: unsigned(8n),
  ui16: unsigned(16n),
  ui32: unsigned(32n),
  ui64: unsigned(64n),
};
