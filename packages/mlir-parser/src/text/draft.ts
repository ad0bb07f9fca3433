// An operation while it is read. Steps fill it in: those of its pretty form, or those of the generic form; regions come in between.
import type { OpSpec } from '../dialects/spec.js';
import type { Attribute, Attributes } from '../ir/attributes.js';
import { newAttributes, noAttributes, operation } from '../ir/build.js';
import { type Location, unknownLocation } from '../ir/location.js';
import type { Operation, Region, Successor, Value } from '../ir/module.js';
import type { Type } from '../ir/types.js';
import { HASH, INTEGER, type Lexer, VALUE } from './lexer.js';
import { parseTrailingLocation } from './locations.js';
import { COMMA } from './punctuation.js';
import type { Scope, Use } from './scope.js';
import type { State } from './state.js';

/** Results as they stand before `=`: `%0`, or `%0:2` for two. */
export interface ResultNames {
  readonly name: string;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** An argument of a region's first block that its operation names. */
export interface RegionArgument {
  readonly name: string;
  readonly type: Type;
  readonly location?: Location;
  readonly start: number;
  readonly end: number;
}

/** What a step answers when a region stands next in the text. */
export interface RegionRequest {
  /** Arguments of the first block; absent: the region names them itself. */
  readonly arguments?: readonly RegionArgument[];
  /** Called with the region when it is read; another request for the next one. */
  readonly after?: () => RegionRequest | undefined;
}

/** Reads a piece of an operation. */
export type Step = (draft: Draft) => RegionRequest | undefined;

export class Draft {
  readonly lexer: Lexer;
  readonly uses: Use[] = [];
  operandTypes: Type[] = [];
  resultTypes: readonly Type[] = [];
  readonly regions: Region[] = [];
  readonly successors: Successor[] = [];
  attributes: Attributes = noAttributes;
  properties: Attribute | undefined;
  location: Location | undefined;
  /** How many of the steps are done. */
  done = 0;

  constructor(
    readonly state: State,
    readonly scope: Scope,
    readonly name: string,
    readonly spec: OpSpec | undefined,
    readonly steps: readonly Step[],
    private readonly resultNames: readonly ResultNames[],
    /** Where its name stands. */
    readonly start: number,
    readonly end: number,
  ) {
    this.lexer = state.lexer;
  }

  /** `%name` or `%name#2`. */
  use(): Use {
    const { lexer } = this;
    const { word: name, start } = lexer;
    if (lexer.kind !== VALUE) lexer.unexpected('an operand (%name)', `in ${this.name}`);
    lexer.advance();
    if (lexer.kind !== HASH) return { name, number: 0, start, end: lexer.previousEnd };
    const number = Number(lexer.word);
    if (!Number.isInteger(number)) lexer.unexpected('the number of a result', 'after #');
    lexer.advance();
    return { name, number, start, end: lexer.previousEnd };
  }

  operand(): void {
    this.uses.push(this.use());
  }

  /** Operands with commas between; perhaps none. */
  operandList(): void {
    if (this.lexer.kind !== VALUE) return;
    do this.operand();
    while (this.lexer.accept(COMMA));
  }

  /** @throws CompileError `parse/duplicate-attribute` when the operation already has it. */
  setAttribute(name: string, attribute: Attribute): void {
    if (this.attributes === noAttributes) this.attributes = newAttributes();
    const attributes = this.attributes as Record<string, Attribute>;
    if (name in attributes)
      this.lexer.fail(
        'parse/duplicate-attribute',
        `an attribute must stand once (was ${name}, twice)`,
        'remove one of the two',
        this.start,
        this.end,
      );
    attributes[name] = attribute;
  }

  addAttributes(more: Attributes): void {
    if (this.attributes === noAttributes) this.attributes = more;
    else for (const name in more) this.setAttribute(name, more[name] as Attribute);
  }

  /**
   * The operation, its results defined in the scope.
   * @throws CompileError `parse/operand-count`, `parse/result-count` when names and types do not go together.
   */
  finish(): Operation {
    const { uses, operandTypes, lexer } = this;
    const location = parseTrailingLocation(this.state) ?? this.location ?? unknownLocation;
    if (operandTypes.length !== uses.length)
      lexer.fail(
        'parse/operand-count',
        `${this.name} must have a type for each operand (was ${uses.length} operands, ${operandTypes.length} types)`,
        'write as many types as operands',
        this.start,
        this.end,
      );
    const operands: Value[] = new Array(uses.length);
    for (let index = 0; index < uses.length; index++) this.scope.resolve(uses[index] as Use, operandTypes[index] as Type, operands, index);
    const made = operation({
      name: this.name,
      operands,
      resultTypes: this.resultTypes,
      resultNames: this.namesOfResults(),
      attributes: this.attributes,
      regions: this.regions,
      successors: this.successors,
      location,
      span: lexer.span(this.start, this.end),
      properties: this.properties,
    });
    this.defineResults(made);
    return made;
  }

  /** A name for each result, `name#1` for the second of a group; undefined where none is named. */
  private namesOfResults(): readonly string[] | undefined {
    const { resultNames, resultTypes, lexer } = this;
    if (resultNames.length === 0) return undefined;
    const [only] = resultNames;
    if (only?.count === 1 && resultNames.length === 1 && resultTypes.length === 1) return [only.name];
    const total = resultNames.reduce((sum, { count }) => sum + count, 0);
    if (total !== resultTypes.length)
      lexer.fail(
        'parse/result-count',
        `${this.name} must have a name for each result (was ${total} names, ${resultTypes.length} results)`,
        'name all results, or none',
        this.start,
        this.end,
      );
    return resultNames.flatMap(({ name, count }) =>
      count === 1 ? name : Array.from({ length: count }, (_, number) => `${name}#${number}`),
    );
  }

  private defineResults({ results }: Operation): void {
    let next = 0;
    for (const { name, count, start, end } of this.resultNames) {
      const group = count === results.length ? results : results.slice(next, next + count);
      next += count;
      this.scope.define(name, group, start, end);
    }
  }
}

/** The count of `%0:2`. */
export function parseResultCount(lexer: Lexer): number {
  if (lexer.kind !== INTEGER) lexer.unexpected('the number of results', "after ':'");
  const count = Number(lexer.text());
  // An operation's results are written in its type; no text holds more types than bytes.
  if (count < 1 || count > lexer.bytes.length)
    lexer.fail('parse/result-count', 'a name must stand for at least one result', 'write the number of results, or no number for one');
  lexer.advance();
  return count;
}
