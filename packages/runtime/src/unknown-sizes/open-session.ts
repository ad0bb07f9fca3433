// Models that leave sizes of their inputs open. LiteRT.js resizes inputs by itself, but writes results into memory of the old size, beyond its
// end; so a model with known shapes is loaded for each choice of sizes that comes, and the latest few stay loaded.
import { fail } from '@hlolite/diagnostics';
import { type Dense, readNumbers } from '@hlolite/tensor';
import type { Model, Operator, Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { Kernel } from '../kernels/kernel.js';
import { registryOf } from '../kernels/registry.js';
import type { LiteRt } from '../lite-rt/lite-rt.js';
import { type LoadOptions, loadModel, optionsOf, ready } from '../load.js';
import { type Cuts, findCuts } from '../plan/cuts.js';
import { bindInputs, checkResults, type Entry, entriesOf, type Inputs, infosOf, type NamedInfo, UNKNOWN } from '../ports.js';
import type { Session, SignatureRunner } from '../session.js';
import { shapesModel, sizedModel } from './sized-model.js';
import { standIns } from './stand-in.js';

/** How many choices of sizes stay loaded, each with its own memory. */
const KEPT = 4;

/** Whether runs of a model may choose sizes of their inputs. */
export const leavesSizesOpen = (model: Model, { signature }: LoadOptions): boolean =>
  entriesOf(model, signature).some(({ subgraph }) => subgraph.inputs.some(isOpen));

const isOpen = ({ shapeSignature }: Subgraph['inputs'][number]) => shapeSignature?.includes(UNKNOWN) ?? false;

/** @throws CompileError `runtime/unknown-size` for a model with kernels of which the shapes of results are not known; as `findCuts` */
export async function loadOpen(liteRt: LiteRt, model: Model, options: LoadOptions): Promise<Session> {
  const entries = entriesOf(model, options.signature);
  const cutOptions = { registry: registryOf(options.kernels), preferKernels: options.composites === 'prefer-kernel' };
  const cuts = findCuts(
    entries.map(({ subgraph }) => subgraph),
    cutOptions,
  );
  const kernels = await ready(liteRt, cuts);
  const runners = entries.map((entry) => new OpenRunner(liteRt, entry, withoutCuts(entry.subgraph, cuts, kernels), options));
  const first = runners[0] as OpenRunner;
  const signatures = entries.flatMap(({ signature }, i) => (signature ? [[signature.key, runners[i] as OpenRunner] as const] : []));
  const { inputs, outputs } = first;
  const run: Session['run'] = (given, into) => first.run(given, into);
  const dispose = () => runners.forEach((runner) => runner.dispose());
  return {
    inputs,
    outputs,
    get steps() {
      return first.steps;
    },
    signatures: new Map(signatures),
    run,
    dispose,
  };
}

/** The operators of a graph with stand-ins in place of those that have kernels. */
function withoutCuts({ operators, name }: Subgraph, cuts: Cuts, kernels: ReadonlyMap<Operator, Kernel>): readonly Operator[] {
  return operators.flatMap((operator): readonly Operator[] => {
    if (!cuts.has(operator)) return [operator];
    const kernel = kernels.get(operator);
    const label = operator.op === 'CUSTOM' ? `CUSTOM ${operator.customCode}` : operator.op;
    return (
      (kernel && standIns(operator, kernel, optionsOf(operator))) ??
      fail({
        code: 'runtime/unknown-size',
        message: `results of kernels must have the shape of an input where a model leaves sizes open (${label} of subgraph ${name || '(unnamed)'} has not)`,
        hint: 'convert with --custom-op NAME=decompose, or export the program with known shapes',
      })
    );
  });
}

class OpenRunner implements SignatureRunner {
  readonly inputs: readonly NamedInfo[];
  readonly outputs: readonly NamedInfo[];
  steps = 1;
  /** By the shapes of the inputs, the latest last. */
  private readonly loaded = new Map<string, Promise<Session>>();
  private disposed = false;

  constructor(
    private readonly liteRt: LiteRt,
    private readonly entry: Entry,
    /** What runs where only shapes are asked for. */
    private readonly asking: readonly Operator[],
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
    const inputs = given.map(({ shape }) => shape);
    const session = await loadModel(this.liteRt, sizedModel(subgraph, inputs, await this.shapes(given)), undefined, options);
    this.steps = session.steps;
    return session;
  }

  /** The shapes of the outputs for given inputs; with kernels, of all tensors that may lie between them and LiteRT. */
  private async shapes(given: readonly Dense[]): Promise<ReadonlyMap<Tensor, readonly number[]>> {
    const { subgraph } = this.entry;
    const hasKernels = this.asking.some((operator, i) => operator !== subgraph.operators[i]);
    const inside = hasKernels ? subgraph.operators.flatMap(({ outputs }) => outputs) : subgraph.outputs;
    const asked = inside.filter((tensor) => isOpen(tensor) && !subgraph.inputs.includes(tensor));
    if (asked.length === 0) return new Map();
    const inputs = given.map(({ shape }) => shape);
    const session = await loadModel(this.liteRt, shapesModel(subgraph, inputs, this.asking, asked), undefined, {});
    try {
      const [answer] = await session.run(given);
      const sizes = Array.from(readNumbers(answer as Dense), Number);
      return new Map(asked.map((tensor) => [tensor, sizes.splice(0, tensor.shape.length)]));
    } finally {
      session.dispose();
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
