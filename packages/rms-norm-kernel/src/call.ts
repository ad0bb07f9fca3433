// One call of the kernel: everything but the addresses, checked and in the order in which the C++ takes it. Small norms take a microsecond and checking
// takes longer, so calls are remembered for options that cannot change, as the ops of a loaded model have them.
import type { RmsNormOptions } from './options.js';
import { checkLike, type Fusion, type Problem, problemOf } from './problem.js';
import { byteLengthOf, type ElementType, type KernelTensor, type TensorInfo } from './tensor.js';

/** A checked call. */
export interface Call {
  readonly type: ElementType;
  /** Where each address comes from, as `Problem.positions`. */
  readonly positions: Problem['positions'];
  /** What follows the addresses. */
  readonly parameters: readonly number[];
  /** What was checked: inputs, then outputs, and how many bytes each must have. */
  readonly tensors: readonly TensorInfo[];
  readonly byteLengths: readonly number[];
}

/** Makes calls of one form of the norm. */
export class Calls {
  private readonly known = new WeakMap<RmsNormOptions, Call>();

  constructor(private readonly fusion: Fusion) {}

  /** @throws Error when operands, results or attributes are wrong; see `problemOf` */
  of(inputs: readonly KernelTensor[], outputs: readonly KernelTensor[], options: RmsNormOptions): Call {
    const known = this.known.get(options);
    if (known && isFor(known, inputs, outputs)) return known;
    const call = checkedCall(this.fusion, inputs, outputs, options);
    if (Object.isFrozen(options)) this.known.set(options, call);
    return call;
  }
}

function isFor({ tensors }: Call, inputs: readonly TensorInfo[], outputs: readonly TensorInfo[]): boolean {
  if (tensors.length !== inputs.length + outputs.length) return false;
  for (let i = 0; i < tensors.length; i++) {
    const known = tensors[i] as TensorInfo;
    const given = (i < inputs.length ? inputs[i] : outputs[i - inputs.length]) as TensorInfo;
    if (given.type !== known.type || given.shape !== known.shape || given.quantization !== known.quantization) return false;
  }
  return true;
}

function checkedCall(fusion: Fusion, inputs: readonly TensorInfo[], outputs: readonly TensorInfo[], options: RmsNormOptions): Call {
  const problem = problemOf(fusion, inputs, options);
  checkOutputs(fusion, outputs, inputs[0] as TensorInfo);
  const tensors = [...inputs, ...outputs].map(({ type, shape, quantization }) => ({ type, shape, ...(quantization && { quantization }) }));
  const { attributes, positions, type, outer, width, inner } = problem;
  const quantization = type === 'i8' ? positions.flatMap((position) => scaleAndZero(tensors[position])) : [];
  const parameters = [outer, width, inner, attributes.epsilon, formsOf(problem, fusion), ...quantization];
  return { type, positions, parameters, tensors, byteLengths: tensors.map(byteLengthOf) };
}

function checkOutputs({ residual }: Fusion, outputs: readonly TensorInfo[], x: TensorInfo): void {
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
