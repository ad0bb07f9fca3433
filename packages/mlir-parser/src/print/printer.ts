// A program as MLIR's own printer writes it, in pretty or generic form.
import { fail } from '@hlolite/diagnostics';
import { bytesNow } from '@hlolite/tensor';
import { specOf } from '../dialects/registry.js';
import { bareName, countsOf, type OpSpec, operandCounts, resultCounts } from '../dialects/spec.js';
import type { Attribute } from '../ir/attributes.js';
import { unknownLocation } from '../ir/location.js';
import { type Block, type Module, type Operation, placeOf, type Region, type Value } from '../ir/module.js';
import { sameData } from '../ir/same.js';
import { PieceWriter, piecesOf } from './assembly.js';
import { attributeText, dictionaryText, resultTypesText, typeList, typeText } from './attributes.js';
import { hexPieces } from './dense.js';
import { forms } from './forms.js';
import { LocationAliases } from './location-aliases.js';
import { Names } from './names.js';
import { keywordOrString, quoted } from './strings.js';

/**
 * How deep regions may nest in a text. Each level indents its lines further, so that deeper programs would fill the disk with spaces.
 */
export const PRINTED_NESTING_LIMIT = 500;

export interface PrintOptions {
  /** The generic form, `"name"(operands) <{…}> : types`, for every op; absent: pretty where an op has a pretty form. */
  readonly generic?: boolean;
  /** Writes `loc(…)` behind operations and arguments, and the aliases of locations, as MLIR does with debug info. */
  readonly locations?: boolean;
}

/**
 * The text of a program, as MLIR prints it.
 * @throws CompileError `print/too-deep` when regions nest deeper than PRINTED_NESTING_LIMIT.
 * @example
 * print(parse(text)) === text // when MLIR wrote the text
 */
export function print(module: Module, options: PrintOptions = {}): string {
  const pieces: string[] = [];
  printTo(module, (piece) => pieces.push(piece), options);
  return pieces.join('');
}

/** Gives the text piece by piece: a text with large constants may be longer than a JavaScript string can be. */
export function printTo(module: Module, write: (piece: string) => void, options: PrintOptions = {}): void {
  const names = new Names(module.operation, options.generic === true);
  const aliases = options.locations ? locationAliases(module, names, options) : undefined;
  const printer = new Printer(write, names, options, aliases);
  if (aliases) write(aliases.definitions(false));
  printer.operation(module.operation, 'builtin');
  printer.put('\n');
  if (aliases) write(aliases.definitions(true));
  printer.resources(module);
}

/** The locations that the text will name, met in its order: printed once to nowhere. */
function locationAliases(module: Module, names: Names, options: PrintOptions): LocationAliases {
  const aliases = new LocationAliases();
  new Printer(() => {}, names, options, aliases).operation(module.operation, 'builtin');
  aliases.finish();
  return aliases;
}

export class Printer {
  /** How deep the current operation stands. */
  private depth = 0;

  constructor(
    private readonly write: (piece: string) => void,
    readonly names: Names,
    private readonly options: PrintOptions,
    private readonly aliases: LocationAliases | undefined,
  ) {}

  put(text: string): void {
    this.write(text);
  }

  /** A new line, at the place of the operation. */
  newline(): void {
    this.write(`\n${'  '.repeat(this.depth)}`);
  }

  /** An operation; names of `implied`, the dialect of the region around it, stand without it. */
  operation(operation: Operation, implied: string | undefined): void {
    this.aliases?.meet(operation.location, true);
    const results = operation.results.length > 0 ? `${this.names.ofResults(operation)} = ` : '';
    const spec = this.options.generic ? undefined : specOf(operation.name);
    if (spec?.assembly !== undefined && fits(operation, spec)) {
      const shown =
        implied !== undefined && operation.name.startsWith(`${implied}.`) ? operation.name.slice(implied.length + 1) : operation.name;
      this.put(results + shown);
      this.pretty(operation, spec);
    } else {
      this.put(`${results}${quoted(operation.name)}`);
      this.genericBody(operation);
    }
    if (this.aliases) this.put(this.aliases.ofOperation(operation.location));
  }

  private pretty(operation: Operation, spec: OpSpec): void {
    const pieces = piecesOf(spec);
    const [whole] = pieces;
    if (pieces.length === 1 && whole?.kind === 'custom') forms[whole.form]?.(this, operation, whole.names);
    else new PieceWriter(this, operation, spec).write(pieces);
  }

  /** All behind the name in the generic form. */
  genericBody(operation: Operation): void {
    const { operands, successors, regions, attributes, properties, name } = operation;
    this.put(`(${this.operands(operands)})`);
    if (successors.length > 0) this.put(`[${successors.map((successor) => this.successorText(successor)).join(', ')}]`);
    const spec = specOf(name);
    const isInherent = (attribute: string) =>
      spec !== undefined && (Object.hasOwn(spec.attributes ?? {}, attribute) || attribute.endsWith('SegmentSizes'));
    const inherent = Object.entries(attributes).filter(([attribute]) => isInherent(attribute));
    const others = Object.entries(attributes).filter(([attribute]) => !isInherent(attribute));
    if (properties) this.put(` <${attributeText(properties)}>`);
    if (inherent.length > 0) this.put(` <${dictionaryText(Object.fromEntries(inherent))}>`);
    if (regions.length > 0) {
      this.put(' (');
      this.regions(operation);
      this.put(')');
    }
    if (others.length > 0) this.put(` ${dictionaryText(Object.fromEntries(others))}`);
    this.put(` : ${this.functionalType(operation)}`);
  }

  private successorText({ block, operands }: Operation['successors'][number]): string {
    const name = this.names.ofBlock(block);
    return operands.length === 0 ? name : `${name}(${this.operands(operands)} : ${typeList(operands.map(({ type }) => type))})`;
  }

  operands(values: readonly Value[]): string {
    return values.map((value) => this.names.of(value)).join(', ');
  }

  /** The operands that belong to a name of the op's row. */
  operandsOf(operation: Operation, name: string): readonly Value[] {
    const spec = specOf(operation.name) as OpSpec;
    const counts = operandCounts(operation, spec) ?? [];
    const index = spec.operands.findIndex((operand) => bareName(operand) === name);
    const first = counts.slice(0, Math.max(0, index)).reduce((sum, count) => sum + count, 0);
    return operation.operands.slice(first, first + (counts[index] ?? 0));
  }

  /** `(types of operands) -> types of results` */
  functionalType({ operands, results }: Operation): string {
    return `(${typeList(operands.map(({ type }) => type))}) -> ${resultTypesText(results.map(({ type }) => type))}`;
  }

  /** ` {…}` of the attributes that are not spelt elsewhere and are no defaults; nothing when none is left. */
  attributeDictionary(operation: Operation, spelled: readonly string[], keyword = '', { keepDefaults = false } = {}): void {
    const spec = specOf(operation.name);
    const shown = Object.entries(operation.attributes).filter(
      ([name, attribute]) => !spelled.includes(name) && (keepDefaults || !spec || !this.isDefault(spec, name, attribute)),
    );
    if (shown.length > 0) this.put(`${keyword} ${dictionaryText(Object.fromEntries(shown))}`);
  }

  /** Whether an attribute says what its absence says. */
  isDefault(spec: OpSpec, name: string, attribute: Attribute): boolean {
    const reader = spec.attributes && Object.hasOwn(spec.attributes, name) ? spec.attributes[name] : undefined;
    // A flag that is there is said by its being there.
    if (reader?.absent === undefined || attribute.kind === 'unit') return false;
    return sameData(reader.read(attribute), reader.absent);
  }

  /** ` loc(…)` behind an argument, where locations are asked for. */
  argumentLocation({ location = unknownLocation }: Value): string {
    if (this.aliases === undefined) return '';
    this.aliases.meet(location, false);
    return this.aliases.ofArgument(location);
  }

  /** Regions with the labels of their first blocks, as the generic form has them, with commas between. */
  regions(operation: Operation): void {
    operation.regions.forEach((region, index) => {
      if (index > 0) this.put(', ');
      this.region(region, operation, { emptyBlock: true });
    });
  }

  /** `{…}`; an operation that has written the arguments of the first block itself leaves out its label. */
  region({ blocks }: Region, parent: Operation, { label = true, emptyBlock = false } = {}): void {
    if (this.depth > PRINTED_NESTING_LIMIT) tooDeep(parent);
    const predecessors = predecessorsOf(blocks);
    this.put('{\n');
    blocks.forEach((block, index) => {
      const labelled = (label && block.arguments.length > 0) || (emptyBlock && block.operations.length === 0);
      if (index > 0 || labelled) this.label(block, index === 0, predecessors.get(block) ?? []);
      this.depth++;
      for (const operation of block.operations) {
        this.put('  '.repeat(this.depth));
        this.operation(operation, IMPLIED_DIALECTS[parent.name]);
        this.put('\n');
      }
      this.depth--;
    });
    this.put(`${'  '.repeat(this.depth)}}`);
  }

  /** `^bb1(%0: type):  // pred: ^bb0` */
  private label(block: Block, isFirst: boolean, predecessors: readonly Block[]): void {
    const args = block.arguments.map(
      (argument) => `${this.names.of(argument)}: ${typeText(argument.type)}${this.argumentLocation(argument)}`,
    );
    const names = predecessors.map((predecessor) => this.names.ofBlock(predecessor));
    const [only] = names;
    const comment =
      names.length > 1
        ? `  // ${names.length} preds: ${names.join(', ')}`
        : only
          ? `  // pred: ${only}`
          : isFirst
            ? ''
            : '  // no predecessors';
    this.put(`${'  '.repeat(this.depth)}${this.names.ofBlock(block)}${args.length > 0 ? `(${args.join(', ')})` : ''}:${comment}\n`);
  }

  /** `{-# dialect_resources: {…} #-}`, if the module has resources. */
  resources({ resources }: Module): void {
    if (resources.size === 0) return;
    this.put('\n{-#\n  dialect_resources: {\n    builtin: {\n');
    let separator = '';
    for (const [key, blob] of resources) {
      const bytes = bytesNow(blob);
      this.put(`${separator}      ${keywordOrString(key)}: "0x${RESOURCE_ALIGNMENT}`);
      hexPieces(bytes, (piece) => this.put(piece));
      this.put('"');
      separator = ',\n';
    }
    this.put('\n    }\n  }\n#-}\n');
  }
}

/** What a blob of resources begins with: its alignment, here 16, as four bytes. */
const RESOURCE_ALIGNMENT = '10000000';

/** In the regions of these, the names of one dialect stand without it. */
const IMPLIED_DIALECTS: Readonly<Record<string, string>> = { 'builtin.module': 'builtin', 'func.func': 'func' };

/** Whether an operation is as its row says, so that the pretty form can say all of it. */
function fits(operation: Operation, spec: OpSpec): boolean {
  const { regions = [], attributes = {} } = spec;
  return (
    operandCounts(operation, spec) !== undefined &&
    resultCounts(operation, spec) !== undefined &&
    countsOf(regions, operation.regions.length) !== undefined &&
    operation.successors.length === 0 &&
    Object.entries(attributes).every(([name, reader]) => {
      const attribute = operation.attributes[name];
      return attribute ? reader.read(attribute) !== undefined : 'absent' in reader;
    })
  );
}

function predecessorsOf(blocks: readonly Block[]): ReadonlyMap<Block, readonly Block[]> {
  const predecessors = new Map<Block, Block[]>();
  if (blocks.length < 2) return predecessors;
  for (const block of blocks)
    for (const { block: target } of block.operations[block.operations.length - 1]?.successors ?? []) {
      const known = predecessors.get(target);
      if (known === undefined) predecessors.set(target, [block]);
      else if (!known.includes(block)) known.push(block);
    }
  return predecessors;
}

function tooDeep(operation: Operation): never {
  return fail({
    code: 'print/too-deep',
    message: `regions must nest at most ${PRINTED_NESTING_LIMIT} deep in a text`,
    place: placeOf(operation),
    hint: 'write the program as bytecode',
  });
}
