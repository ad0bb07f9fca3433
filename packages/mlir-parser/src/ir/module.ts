// The IR: operations with operands, results, attributes and regions; regions hold blocks, blocks hold operations; values connect them.
// Objects point at each other. Passes build new operations and blocks; nothing changes an operation that somebody else holds.
import type { Place, Span } from '@hlolite/diagnostics';
import type { Bytes } from '@hlolite/tensor';
import type { Attribute, Attributes } from './attributes.js';
import { type Location, locationTrail } from './location.js';
import type { Type } from './types.js';

/** A parsed program. `operation` is its `builtin.module`; a text without one gets one around it. */
export interface Module {
  readonly operation: Operation;
  /** Content of `dense_resource` constants by key. */
  readonly resources: ReadonlyMap<string, Bytes>;
}

/** One operation: name, operands, attributes, results, regions, and where it stands. */
export interface Operation {
  /** With its dialect: `stablehlo.add`. */
  readonly name: string;
  readonly operands: readonly Value[];
  readonly results: readonly Value[];
  /** Inherent and discardable attributes together; a dialect's table knows which are which. */
  readonly attributes: Attributes;
  /** Properties of an op that no table knows (`<{…}>` of a foreign dialect). */
  readonly properties?: Attribute;
  readonly regions: readonly Region[];
  readonly successors: readonly Successor[];
  readonly location: Location;
  /** Where it stands in the text it was parsed from. */
  readonly span?: Span;
}

/** A block that a terminator may go to, with what it hands over. */
export interface Successor {
  readonly block: Block;
  readonly operands: readonly Value[];
}

/** The blocks of a body; the first is where it is entered. */
export interface Region {
  readonly blocks: Block[];
}

/** Arguments, and operations in order; the last is the terminator. */
export interface Block {
  readonly label?: string;
  readonly arguments: Value[];
  readonly operations: Operation[];
}

/** What an operation computes, or an argument of a block. */
export interface Value {
  readonly type: Type;
  /** The operation it is a result of; absent for a block's argument. */
  readonly owner?: Operation;
  /** Its number among the results of its owner or the arguments of its block. */
  readonly index: number;
  /** The name in the text without `%`, for messages and for printing again. */
  readonly name?: string;
  readonly location?: Location;
}

/** Where to point when something is wrong with an operation. */
export function placeOf(operation: Operation): Place {
  const trail = locationTrail(operation.location);
  return { ...(operation.span && { span: operation.span }), ...(trail.length > 0 && { trail }) };
}
