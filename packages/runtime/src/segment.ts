// One builtin piece on LiteRT: a .tflite compiled once, run on tensors in LiteRT's memory.
import { fail } from '@hlolite/diagnostics';
import type { Tensor } from '@hlolite/tflite-schema';
import { elementTypeOf, HostTensor, type LiteRtBuffer, listOf } from './host-tensor.js';
import type { LiteRt, LiteRtWasm } from './litert.js';

/** A tensor and the name under which the signature of its file has it. */
export interface Port {
  readonly name: string;
  readonly tensor: Tensor;
}

/** What a segment is made of. */
export interface SegmentFile {
  readonly bytes: Uint8Array;
  readonly signature: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Constants in the file keep their alignment when the file itself begins at a multiple of this. */
const ALIGNMENT = 64;

type LiteRtModel = ReturnType<LiteRtWasm['loadModel']>;
type CompiledModel = Exclude<ReturnType<LiteRtWasm['compileModel']>, Promise<unknown>>;

export class Segment {
  /** What is to be freed, in the order in which it was made. */
  private readonly resources: (() => void)[] = [];
  private readonly model: LiteRtModel;
  private readonly compiled: CompiledModel;
  private readonly signatureIndex: number;
  /** The file's ports in the order that LiteRT has them. */
  private readonly inputPorts: readonly Port[];
  private readonly outputPorts: readonly Port[];

  /**
   * Loads and compiles the file.
   * @throws CompileError `runtime/bad-model` when LiteRT refuses it
   */
  constructor(
    private readonly liteRt: LiteRt,
    { bytes, signature, inputs, outputs }: SegmentFile,
    private readonly label: string,
  ) {
    const refused = { code: 'runtime/bad-model', message: 'LiteRT must accept the model', label };
    try {
      const address = liteRt.attempt(refused, () => this.copyIn(bytes));
      this.model = liteRt.attempt(refused, () => this.kept(liteRt.wasm.loadModel(liteRt.environment, address, bytes.length)));
      this.compiled = liteRt.attempt(refused, () => this.kept(compile(liteRt, this.model)));
      const found = liteRt.attempt(refused, () => signatureOf(this.model, signature));
      if (!found)
        fail({ code: 'runtime/bad-model', message: `LiteRT must find the signature "${signature}" in the model`, place: { label } });
      this.signatureIndex = found.index;
      this.inputPorts = found.inputs.map((name) => portOf(inputs, name, label));
      this.outputPorts = found.outputs.map((name) => portOf(outputs, name, label));
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /**
   * Runs the piece; the results are new tensors, which the caller disposes of.
   * @throws CompileError `runtime/failed` when LiteRT reports an error
   */
  run(values: ReadonlyMap<Tensor, HostTensor>): ReadonlyMap<Tensor, HostTensor> {
    const buffers = this.inputPorts.map(({ name, tensor }) => bufferOf(values.get(tensor), name, this.label));
    const failed = { code: 'runtime/failed', message: 'the model must run in LiteRT without an error', label: this.label };
    const results = this.liteRt.attempt(failed, () => this.compiled.run(this.signatureIndex, buffers) as LiteRtBuffer[]);
    return new Map(
      this.outputPorts.map(({ tensor }, i) => {
        const type = elementTypeOf(tensor.type, this.label);
        return [tensor, HostTensor.around(this.liteRt, type, results[i] as LiteRtBuffer)];
      }),
    );
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

function compile({ wasm, environment }: LiteRt, model: LiteRtModel): CompiledModel {
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

function portOf(ports: readonly Port[], name: string, label: string): Port {
  const port = ports.find((candidate) => candidate.name === name);
  return (
    port ??
    fail({
      code: 'runtime/bad-model',
      message: `LiteRT must know the model's tensors by the signature's names (was "${name}")`,
      place: { label },
    })
  );
}

function bufferOf(tensor: HostTensor | undefined, name: string, label: string): LiteRtBuffer {
  if (tensor?.buffer) return tensor.buffer;
  return fail({
    code: 'runtime/empty-tensor',
    message: `tensors that go into LiteRT.js must have elements ("${name}" has the shape [${tensor?.shape ?? ''}])`,
    place: { label },
    hint: 'fold operators on tensors without elements before running the model',
  });
}
