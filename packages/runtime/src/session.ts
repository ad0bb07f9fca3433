// A loaded model: its steps on LiteRT and on kernels, and the tensors between them.
import { fail } from '@hlolite/diagnostics';
import type { Dense } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { CustomOp } from './custom-op.js';
import type { HostTensor } from './host-tensor.js';
import type { LiteRt } from './litert.js';
import { bindInputs, type Inputs, type NamedInfo } from './ports.js';
import type { Segment } from './segment.js';

/** A step, ready to run. */
export type ReadyStep =
  | { readonly kind: 'builtin'; readonly segment: Segment }
  | { readonly kind: 'custom'; readonly op: CustomOp; readonly inputs: readonly Tensor[]; readonly outputs: readonly Tensor[] };

/** A model that runs as often as wanted. */
export interface Session {
  /** In the order of the graph. */
  readonly inputs: readonly NamedInfo[];
  readonly outputs: readonly NamedInfo[];
  /** How many pieces it was cut into: 1 when LiteRT runs it as a whole. */
  readonly steps: number;
  /**
   * The outputs for the given inputs.
   * @throws CompileError `runtime/bad-inputs`, `runtime/failed`, `runtime/kernel-failed`; the session can be used afterwards
   */
  run(inputs: Inputs): Promise<readonly Dense[]>;
  /** Frees what it holds in LiteRT's memory. */
  dispose(): void;
}

/** What a session is made of. */
export interface SessionParts {
  readonly inputs: readonly NamedInfo[];
  readonly outputs: readonly NamedInfo[];
  readonly inputTensors: readonly Tensor[];
  readonly outputTensors: readonly Tensor[];
  readonly steps: readonly ReadyStep[];
  /** Tensors that are there before any step has run: the inputs, the constants that kernels or outputs need, results without elements. */
  readonly values: ReadonlyMap<Tensor, HostTensor>;
}

export class ModelSession implements Session {
  private disposed = false;

  constructor(
    private readonly liteRt: LiteRt,
    private readonly parts: SessionParts,
  ) {}

  get inputs(): readonly NamedInfo[] {
    return this.parts.inputs;
  }

  get outputs(): readonly NamedInfo[] {
    return this.parts.outputs;
  }

  get steps(): number {
    return this.parts.steps.length;
  }

  // Asynchronous to its users, so that steps on the GPU can come later; nothing of two runs is mixed, since it never pauses.
  async run(inputs: Inputs): Promise<readonly Dense[]> {
    if (this.disposed) fail({ code: 'runtime/disposed', message: 'a session must not be run after dispose()' });
    if (this.liteRt.stopped)
      fail({ code: 'runtime/stopped', message: 'LiteRT must be running (a model stopped it)', hint: 'load the model again' });
    const { inputTensors, outputTensors, steps } = this.parts;
    const values = new Map(this.parts.values);
    const given = bindInputs(this.inputs, inputs);
    for (const [i, dense] of given.entries()) values.get(inputTensors[i] as Tensor)?.write(dense);
    const made: HostTensor[] = [];
    try {
      for (const step of steps) made.push(...runStep(step, values));
      return outputTensors.map((tensor) => (values.get(tensor) as HostTensor).read());
    } finally {
      if (!this.liteRt.stopped) for (const tensor of made) tensor.dispose();
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    // What a stopped LiteRT holds goes with it.
    if (this.liteRt.stopped) return;
    for (const step of this.parts.steps) (step.kind === 'builtin' ? step.segment : step.op).dispose();
    for (const tensor of this.parts.values.values()) tensor.dispose();
  }
}

/** Runs a step and adds its results to the values; gives those that are to be disposed of after the run. */
function runStep(step: ReadyStep, values: Map<Tensor, HostTensor>): readonly HostTensor[] {
  if (step.kind === 'builtin') {
    const results = step.segment.run(values);
    for (const [tensor, value] of results) values.set(tensor, value);
    return [...results.values()];
  }
  step.op.run(step.inputs.map((tensor) => values.get(tensor) as HostTensor));
  step.outputs.forEach((tensor, i) => {
    values.set(tensor, step.op.outputs[i] as HostTensor);
  });
  return [];
}
