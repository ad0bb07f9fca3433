// One operator with the kernel that serves it: checked once when the model is loaded, then run on LiteRT's memory.
import { CompileError, fail } from '@hlolite/diagnostics';
import { decodeOptions } from '../kernels/custom-options.js';
import type { Kernel, KernelOptions, KernelTensor, TensorInfo } from '../kernels/kernel.js';
import { type HostTensor, TensorPool } from '../lite-rt/host-tensor.js';
import type { LiteRt } from '../lite-rt/lite-rt.js';
import { type Executable, releaseAll } from './executable.js';

/** What the model says about the op. */
export interface CustomOpParts {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Its options: FlexBuffer or JSON. */
  readonly options?: Uint8Array;
  readonly label: string;
}

/** A kernel's tensor; its data is set before each run. */
type Described = { -readonly [Key in keyof KernelTensor]: KernelTensor[Key] };

export class CustomOp implements Executable {
  private readonly options: KernelOptions;
  private readonly pools: readonly TensorPool[];
  /** What the kernel is given, as the model describes the op's tensors: with its scales and zero points. The same objects at each run. */
  private readonly from: readonly Described[];
  private readonly to: readonly Described[];

  /**
   * Asks the kernel for the shapes of the results, which must be those in the file.
   * @throws CompileError `runtime/kernel-failed`, `runtime/kernel-shape`
   */
  constructor(
    liteRt: LiteRt,
    private readonly kernel: Kernel,
    private readonly parts: CustomOpParts,
  ) {
    const { inputs, outputs } = parts;
    this.options = this.blame(() => decodeOptions(parts.options));
    const given = this.blame(() => listShapes(kernel.outputShapes(inputs, this.options)));
    const expected = listShapes(outputs.map(({ shape }) => shape));
    if (given !== expected)
      fail({
        code: 'runtime/kernel-shape',
        message: `kernel ${kernel.name} must give results of the shapes in the model, ${expected} (was ${given})`,
        place: { label: parts.label },
        hint: 'correct outputShapes of the kernel, or the shapes with which the model was converted',
      });
    this.pools = outputs.map((output) => new TensorPool(liteRt, output));
    this.from = inputs.map(describe);
    this.to = outputs.map(describe);
  }

  /** @throws CompileError `runtime/kernel-failed` when the kernel throws, `runtime/dynamic-shape` when an input has not the shape in the file */
  run(inputs: readonly HostTensor[]): readonly HostTensor[] {
    this.checkShapes(inputs);
    const outputs = this.pools.map((pool) => pool.take());
    try {
      this.compute(inputs, outputs);
      return outputs;
    } catch (error) {
      releaseAll(outputs);
      throw error;
    }
  }

  dispose(): void {
    for (const pool of this.pools) pool.dispose();
  }

  private compute(inputs: readonly HostTensor[], outputs: readonly HostTensor[]): void {
    for (const tensor of inputs) tensor.locate();
    for (const tensor of outputs) tensor.locate();
    view(inputs, this.from);
    view(outputs, this.to);
    const result: unknown = this.blame(() => this.kernel.run(this.from, this.to, this.options));
    if (result !== undefined) this.refuseResult(result);
  }

  private refuseResult(result: unknown): never {
    // Whatever a promise does comes too late, and its failure must not become an unhandled rejection.
    if (result instanceof Promise) result.catch(() => undefined);
    return this.blame(() => {
      throw new Error(
        result instanceof Promise
          ? 'run must be synchronous (it returned a Promise)'
          : `run must write into its outputs and return nothing (it returned ${typeof result})`,
      );
    });
  }

  private checkShapes(inputs: readonly HostTensor[]): void {
    for (let i = 0; i < inputs.length; i++) {
      const { shape } = (inputs[i] as HostTensor).info;
      const expected = (this.parts.inputs[i] as TensorInfo).shape;
      if (shape !== expected && `${shape}` !== `${expected}`)
        fail({
          code: 'runtime/dynamic-shape',
          message: `input ${i} must have the shape in the model, [${expected}] (was [${shape}])`,
          place: { label: this.parts.label },
        });
    }
  }

  /** Says whose mistake it is when the kernel throws. */
  private blame<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof CompileError) throw error;
      return kernelFailed(this.kernel.name, 'compute its op', error, this.parts.label);
    }
  }
}

/** @throws CompileError `runtime/kernel-failed` */
export function kernelFailed(name: string, what: string, error: unknown, label?: string): never {
  const why = error instanceof Error ? error.message : String(error);
  return fail({
    code: 'runtime/kernel-failed',
    message: `kernel ${name} must ${what} (it threw: ${why})`,
    ...(label && { place: { label } }),
  });
}

const describe = (info: TensorInfo): Described => ({ ...info, data: new Uint8Array() });

function view(tensors: readonly HostTensor[], described: readonly Described[]): void {
  for (let i = 0; i < tensors.length; i++) (described[i] as Described).data = (tensors[i] as HostTensor).elements();
}

const listShapes = (shapes: readonly (readonly number[])[]): string => shapes.map((shape) => `[${shape.join(', ')}]`).join(' ') || 'none';
