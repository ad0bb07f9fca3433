// One tensor that was computed beside what it should be.
import { type Dense, difference, elementInfo } from '@hlolite/tensor';

export interface Comparison {
  readonly name: string;
  readonly found: Dense;
  readonly expected: Dense;
  /** `difference` of the two; infinite where types or shapes are not the same. */
  readonly absolute: number;
  readonly relative: number;
  /** Largest relative error that is no difference: 0 for integers and booleans. */
  readonly allowed: number;
  readonly right: boolean;
}

export const sameKind = (a: Dense, b: Dense): boolean => a.type === b.type && a.shape.join() === b.shape.join();

/** `tolerance` is relative to the largest expected value. */
export function compared(name: string, found: Dense, expected: Dense, tolerance: number): Comparison {
  const { absolute, relative } = sameKind(found, expected)
    ? difference(found, expected)
    : { absolute: Number.POSITIVE_INFINITY, relative: Number.POSITIVE_INFINITY };
  const allowed = ['float', 'complex'].includes(elementInfo(expected.type).kind) ? tolerance : 0;
  return { name, found, expected, absolute, relative, allowed, right: relative <= allowed };
}
