// Run the model here and now: inputs, outputs, comparison, latency.
import { useEffect } from 'preact/hooks';
import { quantile } from '../numbers/quantile.js';
import { histogramOf } from '../numbers/summary.js';
import { model, opened } from '../state/project.js';
import {
  cancelRun,
  compareVariants,
  measureModel,
  ports,
  prepareRun,
  result,
  runModel,
  runProblems,
  runStage,
  type Timing,
  timing,
  versus,
} from '../state/run.js';
import { view } from '../state/view.js';
import { Bars } from './charts.js';
import { counted, durationText } from './format.js';
import { Inputs } from './inputs.js';
import { Outputs } from './outputs.js';
import { Hint } from './problems.js';

const RUNS = 100;

export function RunView() {
  return view.value === 'run' ? <Running /> : null;
}

function Running() {
  useEffect(() => {
    void prepareRun();
  }, [model.value]);
  if (!model.value)
    return (
      <div class="run" role="tabpanel" id="view-run" aria-labelledby="tab-run">
        <p class="message">There is no model to run: see the problems of the program.</p>
      </div>
    );
  return (
    <div class="run" role="tabpanel" id="view-run" aria-labelledby="tab-run">
      <Actions />
      <RunProblems />
      {ports.value && <Inputs />}
      {result.value && <Outputs />}
      {timing.value && <Latency timing={timing.value} />}
      {versus.value && <VersusView />}
    </div>
  );
}

function Actions() {
  const isBusy = runStage.value !== undefined;
  const hasCustom = (opened.value?.customOps.length ?? 0) > 0;
  return (
    <div class="run-actions">
      <button type="button" class="primary" onClick={() => void runModel()}>
        Run
      </button>
      <button type="button" onClick={() => void measureModel(RUNS)}>
        Measure latency
      </button>
      {hasCustom && (
        <button type="button" onClick={() => void compareVariants(RUNS)}>
          Custom kernel against decomposed
        </button>
      )}
      <span class="status" role="status">
        {isBusy && (
          <>
            <progress aria-label="Progress" />
            <button type="button" onClick={cancelRun}>
              Cancel
            </button>
            {runStage.value}…
          </>
        )}
        {!isBusy && ports.value && <span class="quiet">LiteRT.js runs the model in {counted(ports.value.steps, 'piece')}</span>}
      </span>
    </div>
  );
}

function RunProblems() {
  if (runProblems.value.length === 0) return null;
  return (
    <ul class="problems" aria-label="Problems of the run">
      {runProblems.value.map(({ severity, code, message, hint, label }) => (
        <li key={message} class={severity}>
          <p>
            <span class="severity">{severity}</span> {message}
          </p>
          {hint && <Hint text={hint} />}
          <p class="quiet">
            {label} <code>{code}</code>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Latency({ timing: { title, times, group } }: { readonly timing: Timing }) {
  const [fastest, median, p95] = [0, 0.5, 0.95].map((part) => quantile(times, part)) as [number, number, number];
  // The slowest runs are the machine's other work: they would leave no room for the rest.
  const end = Math.max(p95 * 1.25, fastest * 1.05);
  const shown = times.filter((time) => time <= end);
  return (
    <section class="latency" aria-label={`Latency, ${title}`}>
      <h2>
        Latency{' '}
        <span class="quiet">
          {title}: {counted(times.length, 'measurement')}
          {group > 1 && ` of ${group} runs`}
        </span>
      </h2>
      <dl class="numbers">
        <div>
          <dt>Median</dt>
          <dd>{durationText(median)}</dd>
        </div>
        <div>
          <dt>95th percentile</dt>
          <dd>{durationText(p95)}</dd>
        </div>
        <div>
          <dt>Fastest</dt>
          <dd>{durationText(fastest)}</dd>
        </div>
      </dl>
      <Bars
        counts={histogramOf(shown, fastest, end)}
        from={durationText(fastest)}
        to={durationText(end)}
        label={`Histogram of ${times.length} runs, median ${durationText(median)}`}
      />
    </section>
  );
}

function VersusView() {
  const { custom, decomposed, relative } = versus.value as NonNullable<typeof versus.value>;
  const [fast, slow] = [custom, decomposed].map(({ times }) => quantile(times, 0.5)) as [number, number];
  const ratio = slow / fast;
  return (
    <section class="versus" aria-label="Custom kernel against decomposed">
      <h2>Custom kernel against decomposed</h2>
      <p class="verdict">
        {ratio >= 1 ? (
          <>
            The custom kernel is <strong>{ratio.toFixed(2)}×</strong> as fast.
          </>
        ) : (
          <>
            The decomposed model is <strong>{(1 / ratio).toFixed(2)}×</strong> as fast.
          </>
        )}{' '}
        <span class="quiet">Outputs differ by {relative === 0 ? 'nothing' : relative.toExponential(1)} (relative).</span>
      </p>
      <div class="pair">
        <Latency timing={custom} />
        <Latency timing={decomposed} />
      </div>
    </section>
  );
}
