// A .tflite on LiteRT, loaded and compiled once. Its signatures are the pieces of builtin operators.
import { fail } from '@hlolite/diagnostics';
import type { NamedTensor, Signature } from '@hlolite/tflite-schema';
import type { Executable } from '../execute/executable.js';
import type { TensorInfo } from '../kernels/kernel.js';
import { HostTensor, infoOf, type LiteRtBuffer, listOf, shapeOf } from './host-tensor.js';
import type { LiteRt, LiteRtWasm } from './lite-rt.js';

/** Constants in the file keep their alignment when the file itself begins at a multiple of this. */
const ALIGNMENT = 64;

type LiteRtModel = ReturnType<LiteRtWasm['loadModel']>;
type LiteRtCompiledModel = Exclude<ReturnType<LiteRtWasm['compileModel']>, Promise<unknown>>;

/** A signature's names for its tensors. */
export type Ports = Pick<Signature, 'key' | 'inputs' | 'outputs'>;

export class CompiledModel {
  /** What is to be freed, in the order in which it was made. */
  private readonly resources: (() => void)[] = [];
  private readonly model: LiteRtModel;
  private readonly compiled: LiteRtCompiledModel;

  /**
   * Loads and compiles a file.
   * @throws CompileError `runtime/bad-model` when LiteRT refuses it
   */
  constructor(
    private readonly liteRt: LiteRt,
    file: Uint8Array,
  ) {
    const refused = { code: 'runtime/bad-model', message: 'LiteRT must accept the model' };
    try {
      const address = liteRt.attempt(refused, () => this.copyIn(file));
      this.model = liteRt.attempt(refused, () => this.kept(liteRt.wasm.loadModel(liteRt.environment, address, file.length)));
      this.compiled = liteRt.attempt(refused, () => this.kept(compile(liteRt, this.model)));
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /**
   * A signature, to be run on tensors in the order of its ports.
   * @throws CompileError `runtime/bad-model` when LiteRT does not find it as it is
   */
  segment({ key, inputs, outputs }: Ports, label: string): Executable {
    const refused = { code: 'runtime/bad-model', message: 'LiteRT must accept the model', label };
    const found = this.liteRt.attempt(refused, () => signatureOf(this.model, key));
    if (!found)
      return fail({ code: 'runtime/bad-model', message: `LiteRT must find the signature "${key}" in the model`, place: { label } });
    // LiteRT has the names in an order of its own.
    const given = found.inputs.map((name) => placeOf(inputs, name, label));
    const taken = outputs.map(({ name }) =>
      placeOf(
        found.outputs.map((each) => ({ name: each })),
        name,
        label,
      ),
    );
    const run = (buffers: LiteRtBuffer[]) => this.compiled.run(found.index, buffers) as LiteRtBuffer[];
    return new Segment(this.liteRt, run, { inputs, outputs, given, taken, label });
  }

  dispose(): void {
    // What a stopped LiteRT holds goes with it.
    if (!this.liteRt.stopped) for (const free of this.resources.reverse()) free();
    this.resources.length = 0;
  }

  private copyIn(bytes: Uint8Array): number {
    const { wasm, memory } = this.liteRt;
    const block = wasm._malloc(bytes.length + ALIGNMENT) >>> 0;
    if (block === 0) throw new Error(`no room for a model of ${bytes.length} bytes`);
    this.resources.push(() => wasm._free(block));
    const address = Math.ceil(block / ALIGNMENT) * ALIGNMENT;
    new Uint8Array(memory.buffer).set(bytes, address);
    return address;
  }

  private kept<T extends { delete(): void }>(object: T): T {
    this.resources.push(() => object.delete());
    return object;
  }
}

/** How a segment's tensors and LiteRT's buffers belong together. */
interface SegmentPorts {
  readonly inputs: readonly NamedTensor[];
  readonly outputs: readonly NamedTensor[];
  /** For each of LiteRT's inputs the place of the one among ours, and for each of our outputs the place among LiteRT's. */
  readonly given: readonly number[];
  readonly taken: readonly number[];
  readonly label: string;
}

class Segment implements Executable {
  private readonly failed;
  /** What LiteRT gives: its shapes are known after the first run and stay. */
  private results: readonly TensorInfo[] | undefined;

  constructor(
    private readonly liteRt: LiteRt,
    private readonly call: (buffers: LiteRtBuffer[]) => LiteRtBuffer[],
    private readonly ports: SegmentPorts,
  ) {
    this.failed = { code: 'runtime/failed', message: 'the model must run in LiteRT without an error', label: ports.label };
  }

  /** @throws CompileError `runtime/failed` when LiteRT reports an error, `runtime/empty-tensor` */
  run(inputs: readonly HostTensor[]): readonly HostTensor[] {
    const { given, taken } = this.ports;
    const buffers = given.map((place) => this.bufferOf(inputs[place] as HostTensor, place));
    const made = this.liteRt.attempt(this.failed, () => this.call(buffers));
    this.results ??= taken.map((place, i) => this.infoOf(i, made[place] as LiteRtBuffer));
    return this.results.map((info, i) => HostTensor.around(this.liteRt, info, made[taken[i] as number] as LiteRtBuffer));
  }

  private infoOf(output: number, buffer: LiteRtBuffer): TensorInfo {
    const { name, tensor } = this.ports.outputs[output] as NamedTensor;
    const info = infoOf(tensor, `tensor "${name}"`);
    const shape = shapeOf(buffer);
    // The model's own shape where it is right: then readers see at a glance that it is the one they expect.
    return `${shape}` === `${info.shape}` ? info : { ...info, shape };
  }

  private bufferOf({ buffer, info }: HostTensor, input: number): LiteRtBuffer {
    if (buffer) return buffer;
    return fail({
      code: 'runtime/empty-tensor',
      message: `tensors that go into LiteRT.js must have elements ("${this.ports.inputs[input]?.name}" has the shape [${info.shape}])`,
      place: { label: this.ports.label },
      hint: 'fold operators on tensors without elements before running the model',
    });
  }
}

function compile({ wasm, environment }: LiteRt, model: LiteRtModel): LiteRtCompiledModel {
  const options = { environment, accelerator: 'wasm', cpuOptions: { numThreads: 1 }, gpuOptions: {}, webNNOptions: {} } as const;
  const compiled = wasm.compileModel(environment, model, options);
  if (compiled instanceof Promise) throw new Error('a LiteRT.js that compiles asynchronously (JSPI) was loaded');
  return compiled;
}

function signatureOf(model: LiteRtModel, key: string) {
  for (let index = 0; index < model.getNumSignatures(); index++) {
    const signature = model.getSignature(index);
    try {
      if (signature.key() === key)
        return { index, inputs: listOf<string>(signature.inputNames()), outputs: listOf<string>(signature.outputNames()) };
    } finally {
      signature.delete();
    }
  }
  return undefined;
}

function placeOf(ports: readonly { readonly name: string }[], name: string, label: string): number {
  const place = ports.findIndex((port) => port.name === name);
  if (place >= 0) return place;
  const message = `LiteRT must know the model's tensors by the signature's names (was "${name}")`;
  return fail({ code: 'runtime/bad-model', message, place: { label } });
}
