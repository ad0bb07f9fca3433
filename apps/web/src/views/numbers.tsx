// A tensor's numbers in short.
import { numberText, type Summary } from '../numbers/summary.js';

export function SummaryNumbers({ summary }: { readonly summary: Summary }) {
  const { minimum, maximum, mean, deviation, zeros, nonFinite, examined, count } = summary;
  const rows = [
    ['min', numberText(minimum)],
    ['max', numberText(maximum)],
    ['mean', numberText(mean)],
    ['std', numberText(deviation)],
    ['zeros', zeros.toLocaleString('en')],
    ...(nonFinite > 0 ? [['NaN, ∞', nonFinite.toLocaleString('en')]] : []),
    ...(examined < count ? [['of the first', examined.toLocaleString('en')]] : []),
  ] as const;
  return (
    <dl class="short">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
