// A subgraph cut into steps, and the tensors that they hand to each other. Tensors are slots of a frame, one frame a run.
import type { HostTensor } from '../lite-rt/host-tensor.js';
import type { Executable } from './executable.js';

/** Where the tensors of a run stand. */
type Frame = (HostTensor | undefined)[];

/** An executable with the slots it reads and writes. */
export interface GraphStep {
  readonly executable: Executable;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** What a graph is made of. */
export interface GraphParts {
  /** Slots of the inputs and outputs, in the order of the subgraph. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** What is there before a run, by slot: constants, and results without elements. The graph does not own them. */
  readonly standing: Readonly<Frame>;
  readonly steps: readonly GraphStep[];
}

export class Graph implements Executable {
  /** For each step the slots that nothing reads after it. */
  private readonly dying: readonly (readonly number[])[];
  private readonly made: readonly number[];

  constructor(private readonly parts: GraphParts) {
    this.made = parts.steps.flatMap(({ outputs }) => outputs);
    this.dying = dyingSlots(parts);
  }

  /** How many steps it has. */
  get steps(): number {
    return this.parts.steps.length;
  }

  run(given: readonly HostTensor[]): readonly HostTensor[] {
    const { inputs, outputs, standing, steps } = this.parts;
    const frame: Frame = standing.slice();
    inputs.forEach((slot, i) => {
      frame[slot] = given[i];
    });
    try {
      for (let i = 0; i < steps.length; i++) {
        this.runStep(steps[i] as GraphStep, frame);
        for (const slot of this.dying[i] as readonly number[]) release(frame, slot);
      }
      return outputs.map((slot) => (frame[slot] as HostTensor).retain());
    } finally {
      for (const slot of this.made) release(frame, slot);
    }
  }

  private runStep({ executable, inputs, outputs }: GraphStep, frame: Frame): void {
    const results = executable.run(inputs.map((slot) => frame[slot] as HostTensor));
    for (let i = 0; i < outputs.length; i++) frame[outputs[i] as number] = results[i];
  }
}

function release(frame: Frame, slot: number): void {
  frame[slot]?.release();
  frame[slot] = undefined;
}

/** A result can go as soon as its last reader has run, unless it is an output: so memory is held no longer than needed. */
function dyingSlots({ outputs, steps }: GraphParts): readonly (readonly number[])[] {
  const lastStep = new Map<number, number>();
  steps.forEach((step, i) => {
    for (const slot of step.outputs) lastStep.set(slot, i);
    for (const slot of step.inputs) if (lastStep.has(slot)) lastStep.set(slot, i);
  });
  for (const slot of outputs) lastStep.delete(slot);
  const dying: number[][] = steps.map(() => []);
  for (const [slot, i] of lastStep) dying[i]?.push(slot);
  return dying;
}
