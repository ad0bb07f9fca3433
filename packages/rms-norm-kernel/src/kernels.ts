// The norm and its fused forms as kernel objects of @hlolite/runtime.
import { instantiate, type RmsNormInstance } from './load.js';
import type { RmsNormOptions } from './options.js';
import { copied, inPlace, type Place } from './place.js';
import { checkLike, type Fusion, type Problem, problemOf } from './problem.js';
import { checkSize, type KernelTensor, type TensorInfo } from './tensor.js';

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
  /** With a memory, all tensors must lie in it and are not copied; without, they are copied into one of the kernel's own. */
  load(memory?: WebAssembly.Memory): Promise<RmsNormKernel>;
}

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
    return {
      name,
      aliases,
      version: 1,
      memory,
      outputShapes(inputs, options) {
        problemOf(fusion, inputs, options);
        const { shape } = inputs[0] as TensorInfo;
        return fusion.residual ? [shape, shape] : [shape];
      },
      run: (inputs, outputs, options) => run(instance, place, fusion, inputs, outputs, options),
    };
  };
  return { name, aliases, load };
}

function run(
  instance: RmsNormInstance,
  place: Place,
  fusion: Fusion,
  inputs: readonly KernelTensor[],
  outputs: readonly KernelTensor[],
  options: RmsNormOptions,
): void {
  const problem = problemOf(fusion, inputs, options);
  checkOutputs(fusion, outputs, inputs[0] as TensorInfo);
  const tensors = [...inputs, ...outputs];
  const { attributes, positions, type, outer, width, inner } = problem;
  positions.forEach((position, i) => {
    if (position >= 0) checkSize(names[i] as string, tensors[position] as KernelTensor);
  });
  const forms = formsOf(problem, fusion);
  const quantization = type === 'i8' ? positions.flatMap((position) => scaleAndZero(tensors[position])) : [];
  place({ inputs: inputs.map(dataOf), outputs: outputs.map(dataOf) }, (addresses) => {
    const at = positions.map((position) => (position < 0 ? 0 : (addresses[position] as number)));
    instance.normalize[type](...at, outer, width, inner, attributes.epsilon, forms, ...quantization);
  });
}

/** What stands at each of the positions. */
const names = ['x', 'residual', 'weight', 'bias', 'sum', 'y'] as const;

const dataOf = ({ data }: KernelTensor): ArrayBufferView => data;

function checkOutputs({ residual }: Fusion, outputs: readonly KernelTensor[], x: TensorInfo): void {
  const wanted = residual ? ['y', 'sum'] : ['y'];
  if (outputs.length !== wanted.length) throw new Error(`the norm gives ${wanted.join(', ')} (was given ${outputs.length} outputs)`);
  wanted.forEach((name, i) => {
    checkLike(name, outputs[i] as TensorInfo, x);
  });
}

/** Of tensors that are absent or not quantized any numbers will do. */
const scaleAndZero = (tensor?: TensorInfo): readonly [number, number] => [
  tensor?.quantization?.scale[0] ?? 1,
  Number(tensor?.quantization?.zeroPoint[0] ?? 0),
];

/** Bits of RmsNormForm in kernel/rms_norm.h. */
const formsOf = ({ floatParameters, attributes: { unitOffset, tanh } }: Problem, { gelu }: Fusion): number =>
  (unitOffset ? 1 : 0) | (floatParameters ? 2 : 0) | (gelu ? (tanh ? 8 : 4) : 0);
