// The runner's worker: models in LiteRT.js, custom ops on hlolite's kernels. LiteRT is loaded with the first model.
import { type LiteRtFiles, Runtime, type Session, scriptName } from '@hlolite/runtime';
import { type Dense, elementCount, elementInfo, readNumbers } from '@hlolite/tensor';
import { summarize } from '../numbers/summary.js';
import { serve } from '../workers/serve.js';
import { inputTensor, tensorsIn } from './inputs.js';
import type {
  InputChoice,
  ListRequest,
  LoadAnswer,
  LoadRequest,
  MeasureAnswer,
  MeasureRequest,
  OutputSummary,
  Port,
  RunAnswer,
  RunnerRequest,
  RunRequest,
} from './protocol.js';

/** LiteRT's files lie beside the page's scripts; as modules they load under any Content-Security-Policy. */
async function liteRtFiles(): Promise<LiteRtFiles> {
  const script = new URL(scriptName(), new URL('../litert/', location.href));
  const wasm = fetch(script.href.replace(/\.js$/, '.wasm'));
  const [module, compiled] = await Promise.all([
    import(/* @vite-ignore */ script.href) as Promise<{ readonly default: LiteRtFiles['factory'] }>,
    WebAssembly.compileStreaming(wasm),
  ]);
  return { factory: module.default, wasm: compiled };
}

const runtime = new Runtime(liteRtFiles);
const sessions = new Map<string, Session>();

async function load({ variant, file }: LoadRequest, progress: (stage: string) => void): Promise<LoadAnswer> {
  progress('Loading LiteRT');
  sessions.get(variant)?.dispose();
  sessions.delete(variant);
  const session = await runtime.load(new Uint8Array(await file.arrayBuffer()));
  sessions.set(variant, session);
  const ports = (list: Session['inputs']): Port[] => list.map(({ name, type, shape }) => ({ name, type, shape }));
  return { inputs: ports(session.inputs), outputs: ports(session.outputs), steps: session.steps };
}

function sessionOf(variant: string): Session {
  const session = sessions.get(variant);
  if (!session) throw new Error('a model must be loaded before it is run');
  return session;
}

const inputsOf = (session: Session, choices: readonly InputChoice[]): Dense[] =>
  session.inputs.map((port, index) => inputTensor(port, choices[index] ?? { from: 'random', seed: 1 }));

async function run({ variant, inputs: choices }: RunRequest): Promise<RunAnswer> {
  const session = sessionOf(variant);
  const inputs = inputsOf(session, choices);
  const start = performance.now();
  const outputs = await session.run(inputs);
  const milliseconds = performance.now() - start;
  const summaries = outputs.map(
    (dense, index): OutputSummary => ({ ...summarize(dense), name: session.outputs[index]?.name ?? '', plot: plotOf(dense) }),
  );
  return { inputs, outputs, summaries, milliseconds };
}

const PLOTTED = 400;

function plotOf(dense: Dense): number[] {
  const numbers = readNumbers(dense);
  const count = elementCount(dense.shape) * (elementInfo(dense.type).kind === 'complex' ? 2 : 1);
  const at = (index: number) => Number(numbers[dense.splat ? 0 : index]);
  if (count <= PLOTTED) return Array.from({ length: count }, (_, index) => at(index));
  const stretch = count / (PLOTTED / 2);
  return Array.from({ length: PLOTTED / 2 }, (_, part) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = Math.floor(part * stretch); index < Math.floor((part + 1) * stretch); index++) {
      low = Math.min(low, at(index));
      high = Math.max(high, at(index));
    }
    return [low, high];
  }).flat();
}

/** Browsers give time in steps of 0.1 ms; a measurement of this length in milliseconds has an error of a few percent. */
const SHORTEST = 2;

async function measure({ variant, inputs: choices, runs }: MeasureRequest, progress: (stage: string) => void): Promise<MeasureAnswer> {
  const session = sessionOf(variant);
  const inputs = inputsOf(session, choices);
  const timed = async (count: number) => {
    const start = performance.now();
    for (let run = 0; run < count; run++) await session.run(inputs);
    return (performance.now() - start) / count;
  };
  // Growing groups warm the engine up, too.
  let group = 1;
  const timedFor = async (shortest: number) => {
    let time = await timed(group);
    for (; time * group < shortest; time = await timed(group)) group *= 2;
    return time;
  };
  await timedFor(SHORTEST);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    // Once the engine has optimized the runs, a group may be over before the clock has moved on.
    times.push(await timedFor(SHORTEST / 4));
    if (run % 25 === 0) progress(`Run ${run} of ${runs}`);
  }
  return { times, group };
}

const list = ({ file }: ListRequest): Port[] => [...tensorsIn(file)].map(([name, { type, shape }]) => ({ name, type, shape }));

serve<RunnerRequest>((request, progress) => {
  if (request.kind === 'load') return load(request, progress);
  if (request.kind === 'run') return run(request);
  if (request.kind === 'measure') return measure(request, progress);
  return list(request);
});
