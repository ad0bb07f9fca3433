// The norm and its fused forms as kernel objects of @hlolite/runtime.
import { type Call, Calls } from './call.js';
import { instantiate, type RmsNormInstance } from './load.js';
import type { RmsNormOptions } from './options.js';
import { copied, inPlace, type Place } from './place.js';
import { type Fusion, problemOf } from './problem.js';
import type { KernelTensor, TensorInfo } from './tensor.js';

/** A kernel ready to run: what @hlolite/runtime calls a `Kernel`. */
export interface RmsNormKernel {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly version: number;
  /** The memory it works on. */
  readonly memory: WebAssembly.Memory;
  /** Shapes of the results, each x's. Throws Error where operands or attributes are wrong. */
  outputShapes(inputs: readonly TensorInfo[], options: RmsNormOptions): readonly (readonly number[])[];
  /** Computes the results. Throws Error where operands, results or attributes are wrong. */
  run(inputs: readonly KernelTensor[], outputs: readonly KernelTensor[], options: RmsNormOptions): void;
}

/** A kernel before it has a memory: what @hlolite/runtime calls a `LoadableKernel`. */
export interface LoadableRmsNorm {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly version: number;
  /** With a memory, all tensors must lie in it and are not copied; without, they are copied into one of the kernel's own. */
  load(memory?: WebAssembly.Memory): Promise<RmsNormKernel>;
}

/** Version of the ops that the kernels implement. */
const VERSION = 1;

/**
 * y = x · rsqrt(mean(x²) + epsilon) · weight + bias: inputs x, and weight and bias as wanted; output y.
 * @example
 * const kernel = await rmsNorm.load();
 * kernel.run([x, weight], [y], { epsilon: 1e-6 });
 */
export const rmsNorm = loadable(
  [
    // The names under which exporters write the op.
    'hlolite.rms_norm',
    'ai_edge_torch.rms_norm',
    'CustomRmsNorm',
    'custom_call.rms_norm',
    'odml.rms_norm',
    'litert_custom_op.rms_norm',
    'rms_norm',
  ],
  { residual: false, gelu: false },
);

/** GELU of the norm: inputs and output as `rmsNorm`. */
export const rmsNormGelu = loadable(['hlolite.rms_norm_gelu', 'rms_norm_gelu'], { residual: false, gelu: true });

/** sum = x + residual, rounded to x's type, and its norm: inputs x, residual, and weight and bias as wanted; outputs y, sum. */
export const addRmsNorm = loadable(['hlolite.add_rms_norm', 'add_rms_norm'], { residual: true, gelu: false });

/** All of them, for a registry. */
export const rmsNormKernels: readonly LoadableRmsNorm[] = [rmsNorm, rmsNormGelu, addRmsNorm];

function loadable([name, ...aliases]: readonly [string, ...string[]], fusion: Fusion): LoadableRmsNorm {
  const load = async (foreign?: WebAssembly.Memory): Promise<RmsNormKernel> => {
    const memory = foreign ?? new WebAssembly.Memory({ initial: 1 });
    const instance = await instantiate(memory);
    const place = (foreign ? inPlace : copied)(memory);
    const calls = new Calls(fusion);
    return {
      name,
      aliases,
      version: VERSION,
      memory,
      outputShapes(inputs, options) {
        problemOf(fusion, inputs, options);
        const { shape } = inputs[0] as TensorInfo;
        return fusion.residual ? [shape, shape] : [shape];
      },
      run: (inputs, outputs, options) => run(instance, place, calls.of(inputs, outputs, options), [...inputs, ...outputs], inputs.length),
    };
  };
  return { name, aliases, version: VERSION, load };
}

/** Inputs come before outputs. */
function run(instance: RmsNormInstance, place: Place, call: Call, tensors: readonly KernelTensor[], inputCount: number): void {
  // The kernel trusts its sizes, so data that is shorter than its shape must not reach it.
  for (let i = 0; i < tensors.length; i++) {
    const { byteLength } = (tensors[i] as KernelTensor).data;
    if (byteLength !== call.byteLengths[i]) refuseSize(call, i, byteLength);
  }
  const addresses = place.before(tensors, inputCount);
  const at = call.positions.map((position) => (position < 0 ? 0 : (addresses[position] as number)));
  instance.normalize[call.type](...at, ...call.parameters);
  place.after(tensors, inputCount, addresses);
}

/** What stands at each of the positions. */
const names = ['x', 'residual', 'weight', 'bias', 'sum', 'y'] as const;

function refuseSize({ positions, tensors, byteLengths }: Call, position: number, found: number): never {
  const { type, shape } = tensors[position] as TensorInfo;
  const name = names[positions.indexOf(position)];
  throw new Error(`${name} of shape [${shape}] must hold ${byteLengths[position]} bytes of ${type} (was ${found} bytes)`);
}
