// Running the model: its inputs, what came out, how it compares, how long it takes.

import type { Policy } from '@hlolite/op-lowering';
import { effect, signal } from '@preact/signals';
import type { Settings } from '../compiler/protocol.js';
import type { Comparison, LoadAnswer, MeasureAnswer, Port, ReferenceRequest, RunAnswer, RunnerRequest } from '../runner/protocol.js';
import type { NamedBlob } from '../workers/blob-source.js';
import { Cancelled, WorkerClient } from '../workers/client.js';
import type { Problem } from '../workers/problems.js';
import { choices, chooseInputs, pickFile, tensorFile, wantedFile } from './inputs.js';
import { model, opened, project, settings, variantOf, wordsOf } from './project.js';

export interface Timing {
  readonly title: string;
  readonly times: readonly number[];
  /** How many runs were measured at a time. */
  readonly group: number;
}

/** Custom kernels against the same program in builtin operators, on the same inputs. */
export interface Versus {
  readonly custom: Timing;
  readonly decomposed: Timing;
  /** The largest difference of their outputs, as a part of the largest output. */
  readonly relative: number;
}

export const ports = signal<LoadAnswer | undefined>(undefined);
export const result = signal<RunAnswer | undefined>(undefined);
export const comparison = signal<readonly Comparison[] | string | undefined>(undefined);
export const timing = signal<Timing | undefined>(undefined);
export const versus = signal<Versus | undefined>(undefined);
export const runStage = signal<string | undefined>(undefined);
export const runProblems = signal<readonly Problem[]>([]);

const runner = new WorkerClient<RunnerRequest>(() => new Worker(new URL('../runner/worker.ts', import.meta.url), { type: 'module' }));
const reference = new WorkerClient<ReferenceRequest>(
  () => new Worker(new URL('../runner/reference-worker.ts', import.meta.url), { type: 'module' }),
);

const SHOWN = 'shown';
let loadedFile: Blob | undefined;

/** Another model makes what was computed before untrue, and what is being computed useless. */
effect(() => {
  model.value;
  cancelRun();
  ports.value = result.value = comparison.value = timing.value = versus.value = undefined;
  runProblems.value = [];
  loadedFile = undefined;
});

/** Takes inputs from a file. */
export const useTensors = (file: NamedBlob): Promise<void> => {
  pickFile(file);
  return working(`Reading ${file.name}`, async () => {
    await listTensors();
    if (ports.value) chooseInputs(ports.value.inputs);
  });
};

/** Looks into the file that inputs are wanted from. A file that cannot be read is told; the model can be run on other numbers. */
async function listTensors(): Promise<void> {
  const file = wantedFile();
  if (file === tensorFile.value?.file) return;
  tensorFile.value = undefined;
  if (!file) return;
  try {
    tensorFile.value = { file, tensors: await runner.ask<Port[]>({ kind: 'list', file }) };
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    runProblems.value = wordsOf(error);
  }
}

let queue: Promise<void> = Promise.resolve();
/** What waits or is under way, and for which model. */
const waiting = new Map<string, Blob | undefined>();

/** Does work after what is under way; what already waits is not done twice. So no button needs to be disabled, and none loses the focus. */
function working(title: string, work: () => Promise<void>): Promise<void> {
  const file = model.value?.file;
  if (waiting.has(title) && waiting.get(title) === file) return queue;
  waiting.set(title, file);
  const own = queue
    .then(() => perform(title, work))
    .finally(() => {
      if (waiting.get(title) === file) waiting.delete(title);
      // Between two works the page does not look idle.
      if (queue === own) runStage.value = undefined;
    });
  queue = own;
  return own;
}

/** Shows what is done; what goes wrong becomes words. */
async function perform(title: string, work: () => Promise<void>): Promise<void> {
  runStage.value = title;
  runProblems.value = [];
  try {
    await work();
  } catch (error) {
    loadedFile = undefined;
    if (!(error instanceof Cancelled)) runProblems.value = wordsOf(error);
  }
}

const progress = (stage: string) => {
  runStage.value = stage;
};

export function cancelRun(): void {
  runner.cancel();
  reference.cancel();
}

/** Loads the model that is shown, if it is not loaded yet. */
export async function prepareRun(): Promise<void> {
  const file = model.value?.file;
  if (!file || loadedFile === file) return;
  await working('Loading LiteRT', () => load(file));
}

async function load(file: Blob): Promise<void> {
  if (loadedFile === file) return;
  const answer = await runner.ask<LoadAnswer>({ kind: 'load', variant: SHOWN, file }, progress);
  if (model.value?.file !== file) throw new Cancelled('another model is shown');
  await listTensors();
  loadedFile = file;
  chooseInputs(answer.inputs);
  ports.value = answer;
}

export const runModel = (): Promise<void> =>
  working('Running', async () => {
    const file = model.value?.file;
    if (!file) return;
    await load(file);
    result.value = await runner.ask<RunAnswer>({ kind: 'run', variant: SHOWN, inputs: choices.value }, progress);
    comparison.value = undefined;
    await compareWithReference(result.value);
  });

async function compareWithReference({ inputs, outputs }: RunAnswer): Promise<void> {
  const current = project.value;
  if (!current || opened.value?.inputKind === 'tflite') return;
  runStage.value = 'Comparing with the reference interpreter';
  const { file, weights, signature } = current;
  try {
    comparison.value = await reference.ask<readonly Comparison[]>({ file, weights, signature, settings: settings.value, inputs, outputs });
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    comparison.value = wordsOf(error)[0]?.message ?? 'the reference interpreter failed';
  }
}

export const measureModel = (runs: number): Promise<void> =>
  working('Measuring', async () => {
    const file = model.value?.file;
    if (!file) return;
    await load(file);
    const measured = await runner.ask<MeasureAnswer>({ kind: 'measure', variant: SHOWN, inputs: choices.value, runs }, progress);
    timing.value = { title: 'the model as shown', ...measured };
  });

/** How often each variant is measured in turn, so that a slow moment of the machine meets both. */
const TURNS = 5;

/** Converts with custom ops kept and with custom ops decomposed, runs both on the same inputs, and measures in turns. */
export const compareVariants = (runs: number): Promise<void> =>
  working('Converting both ways', async () => {
    const shown = model.value?.file;
    if (!shown) return;
    await load(shown);
    const outputs: RunAnswer[] = [];
    for (const policy of ['custom', 'decompose'] as const) {
      const converted = await variantOf(withPolicy(policy));
      if (!converted.model) {
        runProblems.value = converted.problems;
        return;
      }
      await runner.ask<LoadAnswer>({ kind: 'load', variant: policy, file: converted.model.file }, progress);
      outputs.push(await runner.ask<RunAnswer>({ kind: 'run', variant: policy, inputs: choices.value }, progress));
    }
    const times: Record<'custom' | 'decompose', number[]> = { custom: [], decompose: [] };
    const groups = { custom: 1, decompose: 1 };
    for (let turn = 0; turn < TURNS; turn++)
      for (const variant of ['custom', 'decompose'] as const) {
        const question = { kind: 'measure', variant, inputs: choices.value, runs: Math.ceil(runs / TURNS) } as const;
        const measured = await runner.ask<MeasureAnswer>(question, progress);
        times[variant].push(...measured.times);
        groups[variant] = measured.group;
      }
    versus.value = {
      custom: { title: 'custom kernel', times: times.custom, group: groups.custom },
      decomposed: { title: 'decomposed', times: times.decompose, group: groups.decompose },
      relative: largestDifference(outputs),
    };
  });

function withPolicy(policy: Policy): Settings {
  const targets = (opened.value?.customOps ?? []).map(({ target }) => target);
  return { ...settings.value, policies: Object.fromEntries(targets.map((target) => [target, { policy }])) };
}

/** From what is plotted of the outputs: for these both have the same elements. */
function largestDifference([a, b]: readonly RunAnswer[]): number {
  let [apart, largest] = [0, 0];
  a?.summaries.forEach(({ plot }, output) => {
    plot.forEach((value, index) => {
      apart = Math.max(apart, Math.abs(value - (b?.summaries[output]?.plot[index] ?? 0)));
      largest = Math.max(largest, Math.abs(value));
    });
  });
  return largest === 0 ? 0 : apart / largest;
}
