// How far two tensors are apart: the measure by which models are judged.
import { type Dense, elementCount, readNumbers } from './dense.js';
import { elementInfo } from './element-type.js';

/** How far two tensors are apart at most. */
export interface Difference {
  /** Largest |found − expected| over all elements; infinite where one is NaN or infinite and the other is not the same. */
  readonly absolute: number;
  /** `absolute` over the largest finite |expected|; 0 where nothing differs. */
  readonly relative: number;
  /** Index of the largest difference in row-major order; undefined where nothing differs. */
  readonly at?: number;
}

/**
 * The difference of two tensors of the same type and element count; complex numbers are compared part by part.
 * Equal NaN and equal infinities count as no difference. Integers are compared exactly (64-bit ones as bigint).
 */
export function difference(found: Dense, expected: Dense): Difference {
  const [a, b] = [readNumbers(found), readNumbers(expected)];
  const count = elementCount(expected.shape) * (elementInfo(expected.type).kind === 'complex' ? 2 : 1);
  let absolute = 0;
  let largest = 0;
  let at: number | undefined;
  for (let index = 0; index < count; index++) {
    const [x, y] = [
      a[found.splat ? index % a.length : index] as number | bigint,
      b[expected.splat ? index % b.length : index] as number | bigint,
    ];
    if (Number.isFinite(Number(y))) largest = Math.max(largest, Math.abs(Number(y)));
    const apart = distance(x, y);
    if (apart > absolute) {
      absolute = apart;
      at = index;
    }
  }
  const relative = absolute === 0 ? 0 : absolute / largest;
  return at === undefined ? { absolute, relative } : { absolute, relative, at };
}

function distance(x: number | bigint, y: number | bigint): number {
  if (typeof x === 'bigint' || typeof y === 'bigint') return Number(BigInt(x) > BigInt(y) ? BigInt(x) - BigInt(y) : BigInt(y) - BigInt(x));
  if (x === y || (Number.isNaN(x) && Number.isNaN(y))) return 0;
  const apart = Math.abs(x - y);
  return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
}
