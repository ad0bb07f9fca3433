// LiteRT.js below its public Tensor, which knows three element types only: the WASM module with its low-level interface. Its complaints, which
// it logs and then goes on with uninitialized memory, become errors here; nothing of it reaches the console.
import { fail } from '@hlolite/diagnostics';
import type { LiteRt as PublicLiteRt } from '@litertjs/core';
import type { Kernel, LoadableKernel } from '../kernels/kernel.js';

/** The interface of the module as LiteRT.js declares it, and what its declaration leaves out. */
export type LiteRtWasm = PublicLiteRt['liteRtWasm'] & {
  setErrorReporter(report: (message: string) => void): void;
  readonly ElementType: Readonly<Record<string, { readonly value: never }>>;
};

/** What an Emscripten factory is given. */
export interface FactoryOptions {
  print(line: string): void;
  printErr(line: string): void;
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}

/** The two files of LiteRT.js (`litert_wasm_*.js` and `.wasm`), loaded. */
export interface LiteRtFiles {
  /** `ModuleFactory` of the script. */
  readonly factory: (options: FactoryOptions) => Promise<unknown>;
  readonly wasm: WebAssembly.Module;
}

/** Where LiteRT.js comes from: the one thing that differs between Node and browser. */
export type LiteRtLoader = () => Promise<LiteRtFiles>;

/** What the work is that may fail: the code of the diagnostic and how its message begins. */
export interface Attempt {
  readonly code: string;
  readonly message: string;
  readonly label?: string;
  readonly hint?: string;
}

/** A running LiteRT. */
export class LiteRt {
  private readonly kernels = new WeakMap<LoadableKernel, Promise<Kernel>>();
  private stoppedBy: string | undefined;

  private constructor(
    readonly wasm: LiteRtWasm,
    readonly memory: WebAssembly.Memory,
    readonly environment: ReturnType<LiteRtWasm['LiteRtEnvironment']['create']>,
    private readonly log: string[],
  ) {}

  /** Starts LiteRT from its files. Each has a memory of its own. */
  static async start({ factory, wasm }: LiteRtFiles): Promise<LiteRt> {
    const log: string[] = [];
    const keep = (line: string) => log.push(line);
    let memory: WebAssembly.Memory | undefined;
    const module = (await new Promise<unknown>((resolve, reject) => {
      const instantiateWasm: FactoryOptions['instantiateWasm'] = (imports, done) => {
        WebAssembly.instantiate(wasm, imports).then((instance) => {
          memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
          done(instance);
        }, reject);
        return {};
      };
      factory({ print: keep, printErr: keep, instantiateWasm }).then(resolve, reject);
    })) as LiteRtWasm;
    if (!memory) return fail({ code: 'runtime/litert-version', message: 'LiteRT.js must export its memory (no memory was found)' });
    module.setErrorReporter((message) => log.push(`ERROR: ${message}`));
    return new LiteRt(module, memory, module.LiteRtEnvironment.create(null), log);
  }

  /** Did it trap? Then its memory is in no known state, and a new one must be started. */
  get stopped(): boolean {
    return this.stoppedBy !== undefined;
  }

  /**
   * Does work in LiteRT. What it throws (numbers, mostly) and what it only logs as an error becomes a CompileError.
   * @throws CompileError with the code and message of the attempt, and LiteRT's own words
   */
  attempt<T>(attempt: Attempt, work: () => T): T {
    if (this.stoppedBy !== undefined) return refuse(attempt, [`it stopped before: ${this.stoppedBy}`]);
    this.log.length = 0;
    const outcome = this.outcomeOf(work);
    const errors = this.log.length > 0 ? errorsOf(this.log) : [];
    if ('thrown' in outcome) return refuse(attempt, [...errors, outcome.thrown]);
    return errors.length > 0 ? refuse(attempt, errors) : outcome.result;
  }

  private outcomeOf<T>(work: () => T): { readonly result: T } | { readonly thrown: string } {
    try {
      return { result: work() };
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.stoppedBy = error.message;
      // C++ exceptions come as numbers, which say nothing.
      return { thrown: error instanceof Error ? error.message : '' };
    }
  }

  /** The kernel on this LiteRT's memory; loaded once, or again when that failed. */
  async kernel(source: LoadableKernel): Promise<Kernel> {
    const loading = this.kernels.get(source) ?? source.load(this.memory);
    this.kernels.set(source, loading);
    try {
      return await loading;
    } catch (error) {
      this.kernels.delete(source);
      throw error;
    }
  }
}

function refuse({ code, message, label, hint }: Attempt, errors: readonly string[]): never {
  const why = errors.filter((text) => text !== '').join('; ');
  return fail({ code, message: why ? `${message} (LiteRT: ${why})` : message, ...(label && { place: { label } }), ...(hint && { hint }) });
}

/** Complaints in the log, each once and without the place in LiteRT's sources. */
function errorsOf(log: readonly string[]): readonly string[] {
  const errors = log.filter((line) => line.startsWith('ERROR:'));
  const texts = errors.map((line) => line.replace(/^ERROR:\s*(\[[^\]]*\])?\s*/, '').trim());
  return [...new Set(texts)].filter((text) => text !== '');
}
