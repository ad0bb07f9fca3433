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

/** The first elements as text. The keyboard scrolls through them. */
export function FirstValues({ summary: { first, count } }: { readonly summary: Summary }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section class="values" aria-label="First values" tabIndex={0}>
      {first.join(', ')}
      {count > first.length && ' …'}
    </section>
  );
}
