// Models that leave sizes of their inputs open. LiteRT.js resizes inputs by itself, but writes results into memory of the old size, beyond its
// end; so a model with known shapes is loaded for each choice of sizes that comes, and the latest few stay loaded.
import { fail } from '@hlolite/diagnostics';
import { type Dense, readNumbers } from '@hlolite/tensor';
import type { Model, Subgraph } from '@hlolite/tflite-schema';
import type { LiteRt } from '../lite-rt/lite-rt.js';
import { type LoadOptions, loadModel } from '../load.js';
import { bindInputs, checkResults, type Entry, entriesOf, type Inputs, infosOf, type NamedInfo, UNKNOWN } from '../ports.js';
import type { Session, SignatureRunner } from '../session.js';
import { shapesModel, sizedModel } from './sized-model.js';

/** How many choices of sizes stay loaded, each with its own memory. */
const KEPT = 4;

/** Whether runs of a model may choose sizes of their inputs. */
export const leavesSizesOpen = (model: Model, { signature }: LoadOptions): boolean =>
  entriesOf(model, signature).some(({ subgraph }) => subgraph.inputs.some(isOpen));

const isOpen = ({ shapeSignature }: Subgraph['inputs'][number]) => shapeSignature?.includes(UNKNOWN) ?? false;

/** @throws CompileError `runtime/unknown-size` for a model with CUSTOM ops */
export async function loadOpen(liteRt: LiteRt, model: Model, options: LoadOptions): Promise<Session> {
  const entries = entriesOf(model, options.signature);
  for (const subgraph of model.subgraphs) mustRunAlone(subgraph);
  const runners = entries.map((entry) => new OpenRunner(liteRt, entry, options));
  const first = runners[0] as OpenRunner;
  const signatures = entries.flatMap(({ signature }, i) => (signature ? [[signature.key, runners[i] as OpenRunner] as const] : []));
  const { inputs, outputs, steps } = first;
  const run: Session['run'] = (given, into) => first.run(given, into);
  return { inputs, outputs, steps, signatures: new Map(signatures), run, dispose: () => runners.forEach((runner) => runner.dispose()) };
}

/** Kernels are told the shapes of their tensors when they are loaded. */
function mustRunAlone({ name, operators }: Subgraph): void {
  const custom = operators.find(({ op }) => op === 'CUSTOM')?.customCode;
  if (custom === undefined) return;
  fail({
    code: 'runtime/unknown-size',
    message: `a model with custom kernels must know all sizes (subgraph ${name || '(unnamed)'} has CUSTOM ${custom})`,
    hint: `convert with --custom-op ${custom}=decompose, or export the program with known shapes`,
  });
}

class OpenRunner implements SignatureRunner {
  readonly inputs: readonly NamedInfo[];
  readonly outputs: readonly NamedInfo[];
  readonly steps = 1;
  /** By the shapes of the inputs, the latest last. */
  private readonly loaded = new Map<string, Promise<Session>>();
  private disposed = false;

  constructor(
    private readonly liteRt: LiteRt,
    private readonly entry: Entry,
    private readonly options: LoadOptions,
  ) {
    this.inputs = infosOf(entry.subgraph.inputs, entry.signature?.inputs);
    this.outputs = infosOf(entry.subgraph.outputs, entry.signature?.outputs);
  }

  async run(inputs: Inputs, into?: readonly Dense[]): Promise<readonly Dense[]> {
    if (this.disposed) fail({ code: 'runtime/disposed', message: 'a session must not be run after dispose()' });
    if (into) checkResults(this.outputs, into);
    const given = bindInputs(this.inputs, inputs);
    const session = await this.sessionFor(given);
    return session.run(given, into);
  }

  dispose(): void {
    this.disposed = true;
    for (const key of [...this.loaded.keys()]) this.unload(key);
  }

  private sessionFor(given: readonly Dense[]): Promise<Session> {
    const key = given.map(({ shape }) => shape.join('x')).join(' ');
    const session = this.loaded.get(key) ?? this.load(given);
    this.loaded.delete(key);
    this.loaded.set(key, session);
    // What cannot be loaded is tried again the next time.
    session.catch(() => this.loaded.delete(key));
    for (const oldest of [...this.loaded.keys()].slice(0, -KEPT)) this.unload(oldest);
    return session;
  }

  private async load(given: readonly Dense[]): Promise<Session> {
    const { subgraph } = this.entry;
    const { signature: _, ...options } = this.options;
    const shapes = given.map(({ shape }) => shape);
    const asking = await loadModel(this.liteRt, shapesModel(subgraph, shapes), undefined, {});
    try {
      const outputs = (await asking.run(given)).map((dense) => Array.from(readNumbers(dense), Number));
      return await loadModel(this.liteRt, sizedModel(subgraph, shapes, outputs), undefined, options);
    } finally {
      asking.dispose();
    }
  }

  private unload(key: string): void {
    const session = this.loaded.get(key);
    this.loaded.delete(key);
    session?.then(
      (loaded) => loaded.dispose(),
      () => undefined,
    );
  }
}
