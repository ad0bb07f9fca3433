// A whole text: operations in blocks in regions. Regions nest as deep as the text says without recursion: an operation with a region is left
// as a draft on a stack, and taken up again when the region's closing bracket is met.
import type { Source } from '@hlolite/diagnostics';
import { isKnownDialect, specOf } from '../dialects/registry.js';
import { operation } from '../ir/build.js';
import type { Block, Module, Operation, Region } from '../ir/module.js';
import { fullName, prettyOp } from './assembly.js';
import { parseAttribute } from './attributes.js';
import { Draft, parseResultCount, type RegionRequest, type ResultNames } from './draft.js';
import { genericSteps } from './generic.js';
import { BANG, BLOCK, END, HASH, RESOURCES_OPEN, STRING, VALUE, WORD } from './lexer.js';
import { parseLocation, parseTrailingLocation } from './locations.js';
import { CLOSE, CLOSE_BRACE, COLON, COMMA, EQUAL, OPEN, OPEN_BRACE } from './punctuation.js';
import { parseResources } from './resources.js';
import { Scope } from './scope.js';
import { State } from './state.js';
import { parseType } from './types.js';

/** A region that is being read, and the operation it belongs to. */
interface OpenRegion {
  readonly draft: Draft;
  readonly request: RegionRequest;
  readonly region: Region;
  /** The block that the operation stands in. */
  readonly around: Block;
}

/** What `parse` may be told. */
export interface ParseOptions {
  /** The name of the source in messages: a file name. */
  readonly name?: string;
}

/**
 * The program in a text of MLIR, in pretty or generic form.
 * @throws CompileError `parse/…` at the first mistake, with its place.
 * @example
 * const module = parse('func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> { return %x : tensor<4xf32> }')
 */
export function parse(text: string | Uint8Array, options: ParseOptions = {}): Module {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : plain(text);
  return new Parser({ name: options.name ?? 'input', bytes }).module();
}

/** The same bytes as a Uint8Array and nothing more: Node's Buffer makes slow subarrays. */
const plain = (bytes: Uint8Array): Uint8Array =>
  bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);

const noNames: readonly ResultNames[] = [];

class Parser {
  private readonly state: State;
  private readonly scope: Scope;
  private readonly open: OpenRegion[] = [];
  /** The block that operations are read into. */
  private block: Block = { arguments: [], operations: [] };

  constructor(source: Source) {
    this.state = new State(source, { type: parseType, attribute: parseAttribute, location: parseLocation });
    this.scope = new Scope((start, end) => ({ source, start, end }));
    this.scope.enterBlock(this.block);
  }

  private get lexer() {
    return this.state.lexer;
  }

  module(): Module {
    const { lexer, block, state } = this;
    if (lexer.kind === END)
      lexer.fail('parse/empty', 'a program must have an operation (was an empty text)', 'check that this is the right file');
    while (lexer.kind !== END || this.open.length > 0) this.next();
    this.scope.closeRegion();
    state.locationAliases.finish();
    const [only] = block.operations;
    const whole = only?.name === 'builtin.module' && block.operations.length === 1 ? only : wrap(block);
    return { operation: whole, resources: state.resources };
  }

  /** Reads an operation up to its first region, the label of a block, the end of a region, or a definition between operations. */
  private next(): void {
    const { lexer } = this;
    const { kind } = lexer;
    if (this.open.length === 0) {
      if (kind === HASH || kind === BANG) this.alias();
      else if (kind === RESOURCES_OPEN) parseResources(this.state);
      else this.goOn(this.beginOperation());
    } else if (kind === CLOSE_BRACE) this.closeRegion();
    else if (kind === BLOCK) this.label();
    else if (kind === END) lexer.unexpected("'}'", `after the regions of ${this.open[this.open.length - 1]?.draft.name}`);
    else this.goOn(this.beginOperation());
  }

  /** `#name = attribute` or `!name = type`. */
  private alias(): void {
    const { lexer, state } = this;
    const { kind, word, start, end } = lexer;
    lexer.advance();
    lexer.expect(EQUAL, 'after the name of an alias');
    const aliases = kind === BANG ? state.typeAliases : state.attributeAliases;
    if (aliases.has(word))
      lexer.fail('parse/redefined-alias', `an alias must be defined once (was ${word}, twice)`, 'rename one of the two', start, end);
    if (kind === BANG) state.typeAliases.set(word, state.type());
    else {
      const attribute = state.attribute();
      state.attributeAliases.set(word, attribute);
      if (attribute.kind === 'location') state.locationAliases.define(word, attribute.location);
    }
  }

  /** Names of the results, name of the operation. */
  private beginOperation(): Draft {
    const { lexer } = this;
    const names = lexer.kind === VALUE ? this.resultNames() : noNames;
    const { start, end } = lexer;
    if (lexer.kind === STRING) {
      const { value } = lexer.stringValue();
      lexer.advance();
      return new Draft(this.state, this.scope, value, specOf(value), genericSteps, names, start, end);
    }
    if (lexer.kind !== WORD) lexer.unexpected('an operation', 'here');
    const { name, spec, steps } = prettyOp(lexer.word) ?? this.noPrettyForm(fullName(lexer.word));
    lexer.advance();
    return new Draft(this.state, this.scope, name, spec, steps, names, start, end);
  }

  private noPrettyForm(name: string): never {
    const dialect = name.slice(0, Math.max(0, name.indexOf('.')));
    if (specOf(name))
      return this.lexer.fail('parse/generic-only', `${name} must be written in the generic form`, `write "${name}"(operands) : types`);
    if (isKnownDialect(dialect))
      return this.lexer.fail(
        'parse/unknown-op',
        `an operation of ${dialect} must be one that it has (was ${name})`,
        `correct the name, or write "${name}"(operands) : types`,
      );
    return this.lexer.fail(
      'parse/unknown-op',
      `an operation must be of a known dialect, or stand in the generic form (was ${name})`,
      `write "${name}"(operands) : types, or correct the name`,
    );
  }

  private resultNames(): ResultNames[] {
    const { lexer } = this;
    const names: ResultNames[] = [];
    do {
      const { start, end } = lexer;
      const name = lexer.take(VALUE, 'as the name of a result');
      const count = lexer.accept(COLON) ? parseResultCount(lexer) : 1;
      names.push({ name, count, start, end });
    } while (lexer.accept(COMMA));
    lexer.expect(EQUAL, 'after the names of the results');
    return names;
  }

  /** Takes the steps of a draft up to its next region, or to its end. */
  private goOn(draft: Draft): void {
    while (draft.done < draft.steps.length) {
      const request = draft.steps[draft.done]?.(draft);
      if (request) {
        this.openRegion(draft, request);
        return;
      }
      draft.done++;
    }
    this.block.operations.push(draft.finish());
  }

  private openRegion(draft: Draft, request: RegionRequest): void {
    const { lexer, scope } = this;
    lexer.expect(OPEN_BRACE, 'before a region of', draft.name);
    scope.openRegion(draft.spec?.isolated === true, draft.spec !== undefined);
    const region: Region = { blocks: [] };
    this.open.push({ draft, request, region, around: this.block });
    // A region without arguments may begin with a label, or be empty.
    if (request.arguments === undefined && (lexer.kind === BLOCK || lexer.kind === CLOSE_BRACE)) return;
    this.enter({ arguments: [], operations: [] });
    for (const argument of request.arguments ?? []) this.defineArgument(argument.name, argument);
  }

  private enter(block: Block): void {
    this.open[this.open.length - 1]?.region.blocks.push(block);
    this.block = block;
    this.scope.enterBlock(block);
  }

  private defineArgument(
    name: string,
    { type, location, start, end }: Omit<NonNullable<RegionRequest['arguments']>[number], 'name'>,
  ): void {
    const value = { type, index: this.block.arguments.length, name, ...(location && { location }) };
    this.block.arguments.push(value);
    this.scope.define(name, [value], start, end);
  }

  /** `^name(%a: type, …):` */
  private label(): void {
    const { lexer, scope, state } = this;
    const { start, end } = lexer;
    this.enter(scope.defineBlock(lexer.take(BLOCK, 'here'), start, end));
    if (lexer.accept(OPEN) && !lexer.accept(CLOSE)) {
      do {
        const place = { start: lexer.start, end: lexer.end };
        const name = lexer.take(VALUE, 'as an argument of the block');
        lexer.expect(COLON, 'after the argument');
        const type = state.type();
        const location = parseTrailingLocation(state);
        this.defineArgument(name, { type, ...place, ...(location && { location }) });
      } while (lexer.accept(COMMA));
      lexer.expect(CLOSE, 'after the arguments of the block');
    }
    lexer.expect(COLON, 'after the label of a block');
  }

  private closeRegion(): void {
    const { draft, request, region, around: block } = this.open.pop() as OpenRegion;
    this.lexer.advance();
    this.scope.closeRegion();
    this.block = block;
    draft.regions.push(region);
    const next = request.after?.();
    if (next) this.openRegion(draft, next);
    else {
      draft.done++;
      this.goOn(draft);
    }
  }
}

/** The module that MLIR puts around operations that stand alone. */
const wrap = (block: Block): Operation => operation({ name: 'builtin.module', regions: [{ blocks: [block] }] });
