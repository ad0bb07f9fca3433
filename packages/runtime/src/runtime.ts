// The front of the runtime: LiteRT is started once, when first needed, and shared by all sessions; a new one is started after it has trapped.
import type { Dense } from '@hlolite/tensor';
import { read } from '@hlolite/tflite-reader';
import type { Model } from '@hlolite/tflite-schema';
import { LiteRt, type LiteRtLoader } from './lite-rt/lite-rt.js';
import { type LoadOptions, loadModel } from './load.js';
import type { Inputs } from './ports.js';
import type { Session } from './session.js';
import { leavesSizesOpen, loadOpen } from './unknown-sizes/open-session.js';

/** Runs models on LiteRT.js and custom kernels. */
export class Runtime {
  private started: Promise<LiteRt> | undefined;

  /** `loader` brings the files of LiteRT.js; nothing is loaded before the first model. */
  constructor(private readonly loader: LiteRtLoader) {}

  /**
   * Makes a model ready to run: the bytes of a .tflite file, or a Model.
   * @throws CompileError `read/…` when the bytes are no model, `runtime/…` when it cannot run
   */
  async load(model: Uint8Array | Model, options: LoadOptions = {}): Promise<Session> {
    const [graph, file] = model instanceof Uint8Array ? [read(model), model] : [model, undefined];
    const liteRt = await this.liteRt();
    return leavesSizesOpen(graph, options) ? loadOpen(liteRt, graph, options) : loadModel(liteRt, graph, file, options);
  }

  /**
   * Loads, runs once, frees.
   * @throws CompileError as `load` and `Session.run`
   */
  async run(model: Uint8Array | Model, inputs: Inputs, options: LoadOptions = {}): Promise<readonly Dense[]> {
    const session = await this.load(model, options);
    try {
      return await session.run(inputs);
    } finally {
      session.dispose();
    }
  }

  private async liteRt(): Promise<LiteRt> {
    const running = await this.started?.catch(() => undefined);
    if (running && !running.stopped) return running;
    this.started = this.loader().then((files) => LiteRt.start(files));
    return this.started;
  }
}
