// Making operations. Results know their owner, so an operation is made with the types of its results.
import type { Span } from '@hlolite/diagnostics';
import type { Attribute, Attributes } from './attributes.js';
import { type Location, unknownLocation } from './location.js';
import type { Block, Operation, Region, Successor, Value } from './module.js';
import type { Type } from './types.js';

/** What an operation is made of; what is absent is empty. */
export interface OperationParts {
  readonly name: string;
  readonly operands?: readonly Value[];
  readonly resultTypes?: readonly Type[];
  /** Names of the results in the text, without `%`. */
  readonly resultNames?: readonly (string | undefined)[] | undefined;
  readonly attributes?: Attributes;
  readonly properties?: Attribute | undefined;
  readonly regions?: readonly Region[];
  readonly successors?: readonly Successor[];
  readonly location?: Location;
  readonly span?: Span;
}

/** Makes objects that inherit no name. V8 keeps them fast, which it does not do for those of Object.create(null). */
class Entries {}
Object.setPrototypeOf(Entries.prototype, null);
Reflect.deleteProperty(Entries.prototype, 'constructor');

/** New, empty attributes to be filled in. */
export const newAttributes = (): Record<string, Attribute> => new Entries() as Record<string, Attribute>;

/** The attributes of an operation that has none. */
export const noAttributes: Attributes = Object.freeze(newAttributes());

const noResults: readonly Value[] = [];

/** A new operation with new result values. */
export function operation(parts: OperationParts): Operation {
  const made: { -readonly [Name in keyof Operation]: Operation[Name] } = {
    name: parts.name,
    operands: parts.operands ?? [],
    results: noResults,
    attributes: parts.attributes ?? noAttributes,
    regions: parts.regions ?? [],
    successors: parts.successors ?? [],
    location: parts.location ?? unknownLocation,
  };
  if (parts.properties) made.properties = parts.properties;
  if (parts.span) made.span = parts.span;
  // Of exactly their number: an array that grows keeps room for many more.
  if (parts.resultTypes !== undefined && parts.resultTypes.length > 0)
    made.results = parts.resultTypes.map((type, index) => {
      const name = parts.resultNames?.[index];
      return name === undefined ? { type, owner: made, index } : { type, owner: made, index, name };
    });
  return made;
}

/** A new block with arguments of the given types and no operations. */
export function block(argumentTypes: readonly Type[] = []): Block {
  return { arguments: argumentTypes.map((type, index) => ({ type, index })), operations: [] };
}
