// An operation that two sizes which were taken for different ones do not fit: the program wants them to be the same.
import { CompileError, type Diagnostic } from '@hlolite/diagnostics';
import { isTensor, type Value } from '@hlolite/mlir-parser';

export class SizeConflict extends CompileError {
  /** `pairs` are sizes that may have to be the same, the likeliest first. */
  constructor(
    diagnostics: readonly Diagnostic[],
    readonly pairs: readonly (readonly [number, number])[],
  ) {
    super(diagnostics);
  }
}

/** Pairs of different sizes in the shapes of operands: first those at the same place, then all. */
export function differingSizes(operands: readonly Value[]): readonly (readonly [number, number])[] {
  const shapes = operands.flatMap(({ type }) => (isTensor(type) ? [type.shape] : []));
  const couples = shapes.flatMap((a, index) => shapes.slice(index + 1).map((b) => [a, b] as const));
  const aligned = couples.flatMap(([a, b]) => (a.length === b.length ? a.map((size, axis) => [size, b[axis] as number] as const) : []));
  const all = couples.flatMap(([a, b]) => a.flatMap((size) => b.map((other) => [size, other] as const)));
  return [...aligned, ...all].filter(([a, b]) => a !== b);
}
