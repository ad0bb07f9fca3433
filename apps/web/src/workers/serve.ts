// The worker's end of `WorkerClient`: answers each question, one after the other.
import { type Problem, problemsOfError } from './problems.js';

export type Reply =
  | { readonly kind: 'progress'; readonly id: number; readonly stage: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly problems: readonly Problem[] };

export function serve<Question>(work: (question: Question, progress: (stage: string) => void) => unknown): void {
  const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
  const reply = (message: Reply) => scope.postMessage(message);
  let last: Promise<void> = Promise.resolve();
  const answer = async (id: number, question: Question) => {
    try {
      reply({ kind: 'answer', id, answer: await work(question, (stage) => reply({ kind: 'progress', id, stage })) });
    } catch (error) {
      reply({ kind: 'failed', id, problems: problemsOfError(error) });
    }
  };
  scope.addEventListener('message', ({ data: { id, question } }: MessageEvent<{ id: number; question: Question }>) => {
    last = last.then(() => answer(id, question));
  });
}
