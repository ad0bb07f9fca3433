// What is open, and what became of it. Every change of the program or of the settings converts again; newer work ends older work.
import { batch, computed, effect, signal } from '@preact/signals';
import type { Details, DetailsRequest, ModelInfo, Opened, OpenRequest, Settings, Side } from '../compiler/protocol.js';
import type { NamedBlob } from '../workers/blob-source.js';
import { Cancelled, WorkerClient, WorkerError } from '../workers/client.js';
import { type Problem, problemsOfError } from '../workers/problems.js';

export interface Project {
  /** Another object each time something is opened; edits keep it. */
  readonly opening?: object;
  readonly file: NamedBlob;
  /** The program where it is text of a size that can be edited. */
  readonly text?: string | undefined;
  /** The beginning of a text that is too long to be edited. */
  readonly beginning?: string | undefined;
  readonly weights?: NamedBlob | undefined;
  readonly signature?: NamedBlob | undefined;
  /** Numbers for its inputs, where an example has some. */
  readonly tensors?: NamedBlob | undefined;
  /** Which example it is; undefined once it was edited. */
  readonly example?: string | undefined;
}

export const project = signal<Project | undefined>(undefined);
export const settings = signal<Settings>({ policies: {}, attributes: {} });
/** What the compiler is doing; undefined when it has nothing to do. */
export const stage = signal<string | undefined>(undefined);
export const opened = signal<Opened | undefined>(undefined);
/** The model before the last change of what is open; undefined when something else was opened. */
export const previous = signal<ModelInfo | undefined>(undefined);
/** Problems of the page itself: a file that could not be fetched, a worker that ended. */
export const trouble = signal<readonly Problem[]>([]);
export const selection = signal<{ readonly side: Side; readonly node: number } | undefined>(undefined);
export const details = signal<Details | undefined>(undefined);

export const problems = computed(() => [...trouble.value, ...(opened.value?.problems ?? [])]);
export const model = computed(() => opened.value?.model);

const compiler = new WorkerClient<OpenRequest | DetailsRequest>(
  () => new Worker(new URL('../compiler/worker.ts', import.meta.url), { type: 'module' }),
);

let openings = 0;

/** Begins to open something that takes its time; what it gives says whether nothing newer was opened since. */
export function beginOpening(): () => boolean {
  const own = ++openings;
  stage.value = 'Reading';
  return () => own === openings;
}

/** What was to be opened cannot be: says why, and the page stays as it was. */
export function openingFailed(problem: Problem): void {
  stage.value = undefined;
  trouble.value = [problem];
}

/** Shows another project with the given settings. */
export function openProject(next: Project, nextSettings: Settings = { policies: {}, attributes: {} }): void {
  openings++;
  batch(() => {
    project.value = { ...next, opening: {} };
    settings.value = nextSettings;
    selection.value = undefined;
    previous.value = undefined;
    trouble.value = [];
  });
}

/** The program's text was edited. */
export function editText(text: string): void {
  const { file, example: _, ...rest } = project.value ?? {};
  const name = file?.name ?? 'program.mlir';
  project.value = { ...rest, file: { name, blob: new Blob([text]) }, text };
}

export function choosePolicy(target: string, choice: Settings['policies'][string]): void {
  settings.value = { ...settings.value, policies: { ...settings.value.policies, [target]: choice } };
}

/** `undefined` takes the program's own value again. */
export function chooseAttribute(target: string, name: string, value: number | boolean | string | undefined): void {
  const { [name]: _, ...others } = settings.value.attributes[target] ?? {};
  const chosen = value === undefined ? others : { ...others, [name]: value };
  settings.value = { ...settings.value, attributes: { ...settings.value.attributes, [target]: chosen } };
}

/** Gives up what is being opened or converted; what was shown before stays. */
export function cancelWork(): void {
  openings++;
  clearTimeout(timer);
  stage.value = undefined;
  compiler.cancel();
}

/** Opens a file with other settings than those shown: for a model to compare with. */
export const variantOf = async (other: Settings): Promise<Opened> => {
  const { file, weights, signature } = project.value as Project;
  const second = new WorkerClient<OpenRequest>(() => new Worker(new URL('../compiler/worker.ts', import.meta.url), { type: 'module' }));
  try {
    return await second.ask<Opened>({ kind: 'open', file, weights, signature, settings: other });
  } finally {
    second.end();
  }
};

/** Longer than a key press, shorter than a reader's patience. */
const PAUSE = 250;
let timer: ReturnType<typeof setTimeout> | undefined;
let shown: object | undefined;

/** Converts at every change of what is open. Typing is waited out; opening is not. */
effect(() => {
  const current = project.value;
  const chosen = settings.value;
  if (!current) return;
  clearTimeout(timer);
  stage.value = 'Reading';
  const isEdit = shown === current.opening;
  shown = current.opening;
  timer = setTimeout(() => void convert(current, chosen), isEdit ? PAUSE : 0);
});

/** What the shown result was opened by. */
let converted: object | undefined;

async function convert({ file, weights, signature, opening }: Project, chosen: Settings): Promise<void> {
  compiler.cancel();
  try {
    const request = { kind: 'open', file, weights, signature, settings: chosen } as const;
    const result = await compiler.ask<Opened>(request, (now) => {
      stage.value = now;
    });
    finish(result, opening);
  } catch (error) {
    // Newer work took its place, or the user wants none.
    if (error instanceof Cancelled) return;
    finish({ inputKind: 'binary', customOps: [], milliseconds: 0, problems: wordsOf(error) }, opening);
  }
}

function finish(result: Opened, opening: object | undefined): void {
  batch(() => {
    previous.value = converted === opening ? (opened.value?.model ?? previous.value) : undefined;
    converted = opening;
    opened.value = result;
    stage.value = undefined;
    selection.value = undefined;
    trouble.value = [];
  });
}

export const wordsOf = (error: unknown): readonly Problem[] =>
  error instanceof WorkerError ? (error.problems as readonly Problem[]) : problemsOfError(error);

/** The title tells tabs of the browser apart. */
effect(() => {
  const name = project.value?.file.name;
  document.title = name === undefined ? 'hlolite: StableHLO to LiteRT in the browser' : `${name} · hlolite`;
});

/** Details of what is selected, when it is. */
effect(() => {
  const chosen = selection.value;
  details.value = undefined;
  if (!chosen) return;
  compiler.ask<Details>({ kind: 'details', ...chosen }).then(
    (found) => {
      if (selection.value === chosen) details.value = found;
    },
    () => undefined,
  );
});
