// Comparisons as the commands show them.
import type { Dense } from '@hlolite/tensor';
import { type Comparison, sameKind } from './comparison.js';
import { table } from './terminal.js';

/** `2x3xf32` */
export const denseType = ({ type, shape }: Dense): string => [...shape, type].join('x');

/** `1.2e-7` */
export const errorText = (value: number): string => (value === 0 ? '0' : value.toExponential(1));

export const comparisonTable = (comparisons: readonly Comparison[]): string =>
  table(
    ['output', 'type', 'max error', 'relative', 'allowed', ''],
    comparisons.map((each) => [
      each.name,
      denseType(each.expected),
      errorText(each.absolute),
      errorText(each.relative),
      errorText(each.allowed),
      verdict(each),
    ]),
  );

function verdict({ found, expected, right }: Comparison): string {
  if (right) return 'right';
  return sameKind(found, expected) ? 'wrong' : `wrong: was ${denseType(found)}`;
}
