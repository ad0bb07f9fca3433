// Small charts as SVG: histograms, lines, bars. Each says in words what it shows.
import { numberText, type Summary } from '../numbers/summary.js';

const WIDTH = 320;
const HEIGHT = 84;

export function Histogram({
  summary: { histogram, minimum, maximum },
}: {
  readonly summary: Pick<Summary, 'histogram' | 'minimum' | 'maximum'>;
}) {
  if (histogram.length === 0) return null;
  return (
    <Bars
      counts={histogram}
      from={numberText(minimum)}
      to={numberText(maximum)}
      label={`Histogram from ${numberText(minimum)} to ${numberText(maximum)}`}
    />
  );
}

export function Bars({
  counts,
  from,
  to,
  label,
}: {
  readonly counts: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly label: string;
}) {
  const tallest = Math.max(1, ...counts);
  const width = WIDTH / counts.length;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
        {counts.map((count, index) => {
          const height = (count / tallest) * (HEIGHT - 4);
          return (
            <rect key={index} x={index * width + 0.5} y={HEIGHT - height} width={Math.max(1, width - 1)} height={height} class="bar" />
          );
        })}
      </svg>
      <figcaption>
        <span>{from}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  );
}

/** Values in their order as a line. */
export function Plot({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const span = high - low || 1;
  const points = values.map((value, index) => {
    const x = values.length === 1 ? WIDTH / 2 : (index / (values.length - 1)) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - 3 - (((Number.isFinite(value) ? value : low) - low) / span) * (HEIGHT - 6)).toFixed(1)}`;
  });
  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${label}, from ${numberText(low)} to ${numberText(high)}`}
        preserveAspectRatio="none"
      >
        <polyline points={points.join(' ')} class="line" />
      </svg>
      <figcaption>
        <span>{numberText(low)}</span>
        <span>{numberText(high)}</span>
      </figcaption>
    </figure>
  );
}
