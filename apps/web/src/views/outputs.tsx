// What came out of a run, and how far it is from the reference interpreter.
import type { Comparison, OutputSummary } from '../runner/protocol.js';
import { comparison, result } from '../state/run.js';
import { Histogram, Plot } from './charts.js';
import { durationText } from './format.js';
import { FirstValues, SummaryNumbers } from './numbers.js';

export function Outputs() {
  const { summaries, milliseconds } = result.value as NonNullable<typeof result.value>;
  const compared = comparison.value;
  return (
    <section class="outputs" aria-label="Outputs">
      <h2>
        Outputs <span class="quiet">in {durationText(milliseconds)}</span>
      </h2>
      {typeof compared === 'string' && <p class="quiet">Not compared with the reference interpreter: {compared}</p>}
      {summaries.map((summary, index) => (
        <Output key={summary.name} summary={summary} compared={typeof compared === 'string' ? undefined : compared?.[index]} />
      ))}
    </section>
  );
}

function Output({ summary, compared }: { readonly summary: OutputSummary; readonly compared: Comparison | undefined }) {
  return (
    <article class="output">
      <h3>
        <code>{summary.name}</code> <span class="quiet">{[summary.shape.join('×'), summary.type].filter(Boolean).join(' ')}</span>
      </h3>
      {compared && <Verdict compared={compared} />}
      <div class="pair">
        <Plot values={summary.plot} label={`Values of ${summary.name} in order`} />
        <Histogram summary={summary} />
      </div>
      <SummaryNumbers summary={summary} />
      <details>
        <summary>numbers</summary>
        <FirstValues summary={summary} />
      </details>
    </article>
  );
}

function Verdict({ compared: { absolute, relative, where, found, expected } }: { readonly compared: Comparison }) {
  if (absolute === 0) return <p class="compared good">Equal to the reference interpreter in every element.</p>;
  return (
    <p class="compared">
      Largest error against the reference interpreter: <strong>{relative.toExponential(1)}</strong> of the largest value,{' '}
      {absolute.toExponential(1)} at [{where.join(', ')}]: {found} for {expected}.
    </p>
  );
}
