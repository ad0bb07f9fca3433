// A loaded model as its user has it: its signatures, run on tensors that are copied in and out.
import { fail } from '@hlolite/diagnostics';
import type { Dense } from '@hlolite/tensor';
import { releaseAll } from './execute/executable.js';
import type { Graph } from './execute/graph.js';
import type { HostTensor } from './lite-rt/host-tensor.js';
import type { LiteRt } from './lite-rt/lite-rt.js';
import { bindInputs, checkResults, type Inputs, type NamedInfo } from './ports.js';

/** One signature of a loaded model, to be run as often as wanted. */
export interface SignatureRunner {
  /** In the order of the graph. */
  readonly inputs: readonly NamedInfo[];
  readonly outputs: readonly NamedInfo[];
  /** How many pieces its graph was cut into: 1 when LiteRT runs it as a whole. */
  readonly steps: number;
  /**
   * The outputs for the given inputs: in the bytes of `results`, where these are given (the outputs' types and shapes, in their order), else new tensors.
   * @throws CompileError `runtime/bad-inputs`, `runtime/failed`, `runtime/kernel-failed`; the session can be used afterwards
   */
  run(inputs: Inputs, results?: readonly Dense[]): Promise<readonly Dense[]>;
}

/** A loaded model. It runs its first subgraph, or the signature that was asked for. */
export interface Session extends SignatureRunner {
  /** All signatures that were loaded, by their keys. */
  readonly signatures: ReadonlyMap<string, SignatureRunner>;
  /** Frees what it holds in LiteRT's memory. */
  dispose(): void;
}

/** What a session holds in LiteRT, to be freed in one go. */
export class Resources {
  private readonly held: { dispose(): void }[] = [];
  private disposed = false;

  constructor(readonly liteRt: LiteRt) {}

  /** Holds a thing until the end. */
  keep<T extends { dispose(): void }>(thing: T): T {
    this.held.push(thing);
    return thing;
  }

  /** @throws CompileError `runtime/disposed`, `runtime/stopped` when nothing can be run any more */
  check(): void {
    if (this.disposed) fail({ code: 'runtime/disposed', message: 'a session must not be run after dispose()' });
    if (this.liteRt.stopped)
      fail({ code: 'runtime/stopped', message: 'LiteRT must be running (a model stopped it)', hint: 'load the model again' });
  }

  dispose(): void {
    this.disposed = true;
    for (const thing of this.held.splice(0).reverse()) thing.dispose();
  }
}

/** What a runner is made of. */
export interface RunnerParts {
  readonly inputs: readonly NamedInfo[];
  readonly outputs: readonly NamedInfo[];
  readonly graph: Graph;
  /** Where the inputs are copied to, run after run. */
  readonly inputTensors: readonly HostTensor[];
}

export class Runner implements SignatureRunner {
  readonly inputs: readonly NamedInfo[];
  readonly outputs: readonly NamedInfo[];

  constructor(
    private readonly resources: Resources,
    private readonly parts: RunnerParts,
  ) {
    this.inputs = parts.inputs;
    this.outputs = parts.outputs;
  }

  get steps(): number {
    return this.parts.graph.steps;
  }

  // Asynchronous to its users, so that steps on the GPU can come later; nothing of two runs is mixed, since it never pauses.
  async run(inputs: Inputs, into?: readonly Dense[]): Promise<readonly Dense[]> {
    this.resources.check();
    if (into) checkResults(this.outputs, into);
    const { graph, inputTensors } = this.parts;
    for (const [i, dense] of bindInputs(this.inputs, inputs).entries()) inputTensors[i]?.write(dense);
    const results = graph.run(inputTensors);
    try {
      return results.map((tensor, i) => tensor.read(into?.[i]));
    } finally {
      releaseAll(results);
    }
  }
}

/** The session of a model whose first runner is the one it runs. */
export function sessionOf(resources: Resources, runner: Runner, signatures: ReadonlyMap<string, SignatureRunner>): Session {
  const { inputs, outputs, steps } = runner;
  return { inputs, outputs, steps, signatures, run: (given, results) => runner.run(given, results), dispose: () => resources.dispose() };
}
