// What the page and the compiler's worker say to each other: plain data that is cloned on its way.
import type { PolicyChoice } from '@hlolite/op-lowering';
import type { InputKind } from 'hlolite';
import type { Summary } from '../numbers/summary.js';
import type { NamedBlob } from '../workers/blob-source.js';
import type { Problem } from '../workers/problems.js';

export interface Settings {
  readonly policies: Readonly<Record<string, PolicyChoice>>;
  readonly attributes: Readonly<Record<string, Readonly<Record<string, number | boolean | string>>>>;
}

/** A program or a model to open, with its weights where they are apart. */
export interface OpenRequest {
  readonly kind: 'open';
  readonly file: NamedBlob;
  readonly weights?: NamedBlob | undefined;
  readonly signature?: NamedBlob | undefined;
  readonly settings: Settings;
}

/** What there is to know of a node of the graphs that were sent last. */
export interface DetailsRequest {
  readonly kind: 'details';
  readonly side: Side;
  readonly node: number;
}

export type Side = 'program' | 'model';

/** What the worker is doing, in words. */
export type Stage = 'Reading' | 'Converting' | 'Writing' | 'Drawing';

export interface Opened {
  readonly inputKind: InputKind;
  readonly problems: readonly Problem[];
  readonly milliseconds: number;
  readonly customOps: readonly CustomOpInfo[];
  readonly program?: Graph;
  /** A binary program or a model as text to read. */
  readonly listing?: string;
  /** Absent when there was an error. */
  readonly model?: ModelInfo;
}

export interface ModelInfo {
  readonly file: Blob;
  readonly graph: Graph;
  readonly operators: Readonly<Record<string, number>>;
  readonly weightBytes: number;
  /** Constants by falling size; the smallest are one row. */
  readonly tensors: readonly TensorSize[];
  readonly minimumRuntime: string;
}

export interface TensorSize {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

export interface CustomOpInfo {
  readonly target: string;
  readonly form: 'custom_call' | 'composite';
  readonly count: number;
  readonly choice: PolicyChoice;
  readonly attributes: readonly { readonly name: string; readonly value: string; readonly assumed: boolean }[];
}

/** A graph to draw. Constants are no nodes: they are told with the operations that use them. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  /** How many operations there are; more than `nodes` holds when it is too big to draw. */
  readonly operations: number;
}

export interface GraphNode {
  readonly role: 'operation' | 'input' | 'output';
  readonly label: string;
  /** A custom op: what a kernel of its own computes. */
  readonly custom?: boolean;
  /** Type of its result. */
  readonly caption: string;
  /** The groups it lies in, outermost first. */
  readonly group: readonly string[];
  /** Nodes that it takes values from. */
  readonly inputs: readonly number[];
  /** Nodes of the other graph: what it became, or came from. */
  readonly links: readonly number[];
  /** Its place in the text. */
  readonly from?: number;
  readonly to?: number;
}

export interface Details {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
  readonly operands: readonly Port[];
  readonly results: readonly Port[];
}

export interface Port {
  readonly name: string;
  readonly type: string;
  readonly constant?: Summary;
}
