// One CUSTOM op of a model with the kernel that serves it: checked once when the model is loaded, then run on LiteRT's memory.
import { CompileError, fail } from '@hlolite/diagnostics';
import type { Operator } from '@hlolite/tflite-schema';
import { decodeOptions } from './custom-options.js';
import { elementTypeOf, HostTensor, withViews } from './host-tensor.js';
import type { Kernel, KernelOptions, KernelTensor, TensorInfo } from './kernel.js';
import type { LiteRt } from './litert.js';

export class CustomOp {
  /** The op's results; their buffers serve every run. */
  readonly outputs: readonly HostTensor[];
  private readonly options: KernelOptions;
  private readonly inputs: readonly TensorInfo[];
  private readonly results: readonly TensorInfo[];

  /**
   * Asks the kernel for the shapes of the results, which must be those in the file.
   * @throws CompileError `runtime/kernel-failed`, `runtime/kernel-shape`, `runtime/unsupported-type`
   */
  constructor(
    liteRt: LiteRt,
    operator: Operator,
    private readonly kernel: Kernel,
    private readonly label: string,
  ) {
    const inputs = operator.inputs.map(
      (tensor) =>
        tensor ??
        fail({ code: 'runtime/optional-input', message: 'a kernel needs all inputs of its op (one is left out)', place: { label } }),
    );
    const info = ({ type, shape, quantization }: (typeof inputs)[number]): TensorInfo => ({
      type: elementTypeOf(type, label),
      shape,
      ...(quantization && { quantization }),
    });
    this.inputs = inputs.map(info);
    this.options = this.blame(() => decodeOptions(operator.customOptions));
    const given = this.blame(() => listShapes(kernel.outputShapes(this.inputs, this.options)));
    const outputs = operator.outputs.map(info);
    this.results = outputs;
    const expected = listShapes(outputs.map(({ shape }) => shape));
    if (given !== expected)
      fail({
        code: 'runtime/kernel-shape',
        message: `kernel ${kernel.name} must give results of the shapes in the model, ${expected} (was ${given})`,
        place: { label },
        hint: 'correct outputShapes of the kernel, or the shapes with which the model was converted',
      });
    this.outputs = outputs.map((output) => HostTensor.create(liteRt, output));
  }

  /**
   * Computes the results.
   * @throws CompileError `runtime/kernel-failed` when the kernel throws, `runtime/dynamic-shape` when an input has not the shape in the file
   */
  run(inputs: readonly HostTensor[]): void {
    inputs.forEach(({ shape }, i) => {
      const expected = this.inputs[i]?.shape ?? [];
      if (`${shape}` !== `${expected}`)
        fail({
          code: 'runtime/dynamic-shape',
          message: `input ${i} must have the shape in the model, [${expected}] (was [${shape}])`,
          place: { label: this.label },
        });
    });
    const result: unknown = this.blame(() =>
      withViews(inputs, this.outputs, (from, to) =>
        this.kernel.run(described(from, this.inputs), described(to, this.results), this.options),
      ),
    );
    if (result instanceof Promise) {
      // Its views are cut off by now: whatever it does comes too late, and its failure must not become an unhandled rejection.
      result.catch(() => undefined);
      this.blame(() => {
        throw new Error('run must be synchronous (it returned a Promise)');
      });
    }
  }

  dispose(): void {
    for (const output of this.outputs) output.dispose();
  }

  /** Says whose mistake it is when the kernel throws. */
  private blame<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof CompileError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      return fail({
        code: 'runtime/kernel-failed',
        message: `kernel ${this.kernel.name} must compute its op (it threw: ${why})`,
        place: { label: this.label },
      });
    }
  }
}

/** The views with what the model says about their tensors. */
const described = (views: readonly KernelTensor[], infos: readonly TensorInfo[]): readonly KernelTensor[] =>
  views.map(({ data }, i) => ({ ...(infos[i] as TensorInfo), data }));

const listShapes = (shapes: readonly (readonly number[])[]): string => shapes.map((shape) => `[${shape.join(', ')}]`).join(' ') || 'none';
