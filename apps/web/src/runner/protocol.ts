// What the page and the runner's workers say to each other.
import type { Dense, Difference } from '@hlolite/tensor';
import type { Settings } from '../compiler/protocol.js';
import type { Summary } from '../numbers/summary.js';
import type { NamedBlob } from '../workers/blob-source.js';

/** An input or output of a model. */
export interface Port {
  readonly name: string;
  readonly type: Dense['type'];
  readonly shape: readonly number[];
}

/** Where the numbers of an input come from. */
export type InputChoice =
  | { readonly from: 'random'; readonly seed: number }
  | { readonly from: 'zeros' }
  | { readonly from: 'file'; readonly file: NamedBlob; readonly tensor: string }
  | { readonly from: 'values'; readonly values: readonly number[] };

/** Makes a model ready to run and tells its ports. Each variant is a model of its own: the one shown, or one made to compare with. */
export interface LoadRequest {
  readonly kind: 'load';
  readonly variant: string;
  readonly file: Blob;
}

export interface LoadAnswer {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** How many pieces the model was cut into at its custom ops. */
  readonly steps: number;
}

export interface RunRequest {
  readonly kind: 'run';
  readonly variant: string;
  readonly inputs: readonly InputChoice[];
}

export interface RunAnswer {
  readonly inputs: readonly Dense[];
  readonly outputs: readonly Dense[];
  readonly summaries: readonly OutputSummary[];
  readonly milliseconds: number;
}

export interface OutputSummary extends Summary {
  readonly name: string;
  /** Values to plot in the order of the elements, at most a few hundred: of each stretch its smallest and its largest. */
  readonly plot: readonly number[];
}

/** Runs again and again with the inputs of the last run. */
export interface MeasureRequest {
  readonly kind: 'measure';
  readonly variant: string;
  readonly inputs: readonly InputChoice[];
  readonly runs: number;
}

/** Milliseconds of a run, measured over `group` runs at a time: the clocks of browsers are too coarse for one short run. */
export interface MeasureAnswer {
  readonly times: readonly number[];
  readonly group: number;
}

/** The tensors in a .safetensors or .npy file. */
export interface ListRequest {
  readonly kind: 'list';
  readonly file: NamedBlob;
}

export type RunnerRequest = LoadRequest | RunRequest | MeasureRequest | ListRequest;

/** Runs the program in the reference interpreter and compares with what the model gave. */
export interface ReferenceRequest {
  readonly file: NamedBlob;
  readonly weights?: NamedBlob | undefined;
  readonly signature?: NamedBlob | undefined;
  readonly settings: Settings;
  readonly inputs: readonly Dense[];
  readonly outputs: readonly Dense[];
}

export interface Comparison extends Difference {
  /** Indices of the largest difference, one a dimension. */
  readonly where: readonly number[];
  readonly found: string;
  readonly expected: string;
}
