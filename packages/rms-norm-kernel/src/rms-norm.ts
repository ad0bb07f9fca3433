// The norm as a kernel object of @hlolite/runtime. The types are its, by structure: this package depends on nothing.
import { instantiate, type LoadOptions, type RmsNormInstance } from './load.js';
import { type KernelTensor, problemOf, type RmsNormOptions, type TensorInfo } from './options.js';

/** The names under which exporters write the op. */
const names = [
  'hlolite.rms_norm',
  'ai_edge_torch.rms_norm',
  'CustomRmsNorm',
  'custom_call.rms_norm',
  'odml.rms_norm',
  'litert_custom_op.rms_norm',
  'rms_norm',
] as const;

/** A kernel ready to run: what @hlolite/runtime calls a `Kernel`. */
export interface RmsNormKernel {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly version: number;
  /** The memory it works on; tensors that lie in it are not copied. */
  readonly memory: WebAssembly.Memory;
  /** Shape of y, which is x's. Throws Error where operands or attributes are wrong. */
  outputShapes(inputs: readonly TensorInfo[], options: RmsNormOptions): readonly (readonly number[])[];
  /** Computes y from x and weight. Throws Error where operands or attributes are wrong. */
  run(inputs: readonly KernelTensor[], outputs: readonly KernelTensor[], options: RmsNormOptions): void;
}

/**
 * The RMS norm kernel, ready to run: with `memory` on that memory, otherwise on one of its own into which tensors are copied.
 * @example
 * const kernel = await loadRmsNorm();
 * kernel.run([x, weight], [y], { epsilon: 1e-6 });
 */
export async function loadRmsNorm(options: LoadOptions = {}): Promise<RmsNormKernel> {
  const instance = await instantiate(options);
  const place = options.memory ? inPlace(instance.memory) : copied(instance.memory);
  const [name, ...aliases] = names;
  return {
    name,
    aliases,
    version: 1,
    memory: instance.memory,
    outputShapes(inputs, attributes) {
      problemOf(inputs, attributes);
      return inputs.slice(0, 1).map(({ shape }) => shape);
    },
    run: (inputs, [y], attributes) => run(instance, place, inputs, y, attributes),
  };
}

/** The kernel as @hlolite/runtime registers it: instantiated once on the memory of the runtime. */
export const rmsNorm = {
  name: names[0],
  aliases: names.slice(1),
  load: (memory: WebAssembly.Memory): Promise<RmsNormKernel> => loadRmsNorm({ memory }),
} as const;

/** Brings tensors into the memory, hands their addresses over, and brings the last one (the result) back. */
type Place = (views: readonly ArrayBufferView[], work: (addresses: readonly number[]) => void) => void;

function run(
  instance: RmsNormInstance,
  place: Place,
  inputs: readonly KernelTensor[],
  y: KernelTensor | undefined,
  options: RmsNormOptions,
) {
  const { rows, width, epsilon } = problemOf(inputs, options);
  const [x, weight] = inputs as readonly [KernelTensor, KernelTensor];
  if (y?.data.byteLength !== x.data.byteLength)
    throw new Error(`y must be as large as x, ${x.data.byteLength} bytes (was ${y?.data.byteLength})`);
  checkSize('x', x, rows * width);
  checkSize('weight', weight, width);
  place([x.data, weight.data, y.data], ([xAt, weightAt, yAt]) => {
    instance.normalize(xAt as number, weightAt as number, yAt as number, rows, width, epsilon);
  });
}

/** The kernel trusts its sizes, so data that is shorter than its shape must not reach it. */
function checkSize(name: string, { data, shape }: KernelTensor, elements: number): void {
  if (data.byteLength !== elements * Float32Array.BYTES_PER_ELEMENT)
    throw new Error(`${name} of shape [${shape}] must hold ${elements} elements (was ${data.byteLength} bytes)`);
}

const inPlace =
  (memory: WebAssembly.Memory): Place =>
  (views, work) => {
    for (const { buffer } of views)
      if (buffer !== memory.buffer) throw new Error('tensors must lie in the memory that the kernel was loaded on');
    work(views.map(({ byteOffset }) => byteOffset));
  };

const PAGE = 65536;
const ALIGNMENT = 64;

const copied =
  (memory: WebAssembly.Memory): Place =>
  (views, work) => {
    const addresses: number[] = [];
    let end = 0;
    for (const { byteLength } of views) {
      addresses.push(end);
      end += Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT;
    }
    if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
    const heap = new Uint8Array(memory.buffer);
    const bytes = views.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
    bytes.slice(0, -1).forEach((view, i) => {
      heap.set(view, addresses[i]);
    });
    work(addresses);
    const result = addresses.at(-1) as number;
    bytes.at(-1)?.set(heap.subarray(result, result + (bytes.at(-1)?.length ?? 0)));
  };
