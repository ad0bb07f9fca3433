// A worker seen from the page: questions and answers. Its work cannot be interrupted, so cancelling ends the worker; the next question starts
// another one.
import type { Reply } from './serve.js';

/** The work was given up, by the user or for newer work. */
export class Cancelled extends Error {}

/** A failure that the worker has put into words. */
export class WorkerError<Problem> extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super('the work failed');
  }
}

interface Pending {
  resolve(value: never): void;
  reject(error: Error): void;
  progress?: ((stage: string) => void) | undefined;
}

export class WorkerClient<Question> {
  #worker: Worker | undefined;
  #next = 0;
  readonly #pending = new Map<number, Pending>();

  constructor(private readonly start: () => Worker) {}

  /** Asks; the answer has the type that the worker's function for this question gives. */
  ask<T>(question: Question, progress?: (stage: string) => void): Promise<T> {
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: never) => void, reject, progress });
      this.#worker ??= this.#listenTo(this.start());
      this.#worker.postMessage({ id, question });
    });
  }

  /** Ends the worker, whatever it does. */
  end(): void {
    this.#end(new Cancelled('ended'));
  }

  /** Gives up what is under way. A worker with nothing to do stays. */
  cancel(): void {
    if (this.#pending.size > 0) this.#end(new Cancelled('cancelled'));
  }

  #listenTo(worker: Worker): Worker {
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#receive(data));
    // Lack of memory ends a worker without an answer.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end(new RangeError(event.message || 'the work stopped'));
    });
    return worker;
  }

  #receive(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (reply.kind === 'progress') {
      pending?.progress?.(reply.stage);
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.kind === 'answer') pending?.resolve(reply.answer as never);
    else pending?.reject(new WorkerError(reply.problems));
  }

  #end(error: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}
