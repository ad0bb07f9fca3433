// Which names mean what: values and blocks, region by region. A region sees the values around it unless it is isolated; a name may not be
// defined twice where both could be seen. A value may be used before it is defined only across blocks of one region.
import { fail, type Span } from '@hlolite/diagnostics';
import type { Block, Value } from '../ir/module.js';
import { sameType } from '../ir/same.js';
import type { Type } from '../ir/types.js';
import { typeText } from '../print/attributes.js';

/** What a name is bound to: the results of an operation (`%0#1` is the second), or an argument. */
interface Binding {
  readonly name: string;
  readonly values: readonly Value[];
  readonly start: number;
  readonly end: number;
  /** The isolated region it belongs to. */
  readonly isolation: number;
  /** What the name meant around it. */
  readonly before: Binding | undefined;
}

/** A use of a name. */
export interface Use {
  readonly name: string;
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** A use that stands before the definition: the operand is put in its place when it is known. */
interface Pending {
  readonly use: Use;
  readonly type: Type;
  readonly operands: Value[];
  readonly index: number;
  readonly span: Span;
  /** The block of this region that the use stands in, perhaps deeper. */
  block: Block | undefined;
}

interface PendingBlock {
  readonly block: Block;
  readonly span: Span;
  defined: boolean;
}

interface Frame {
  readonly isolation: number;
  /** How long the list of definitions was when the region began. */
  readonly mark: number;
  /** False in regions of unknown ops, which may be graphs: their values are used in any order. */
  readonly ordered: boolean;
  /** By label; made when the first one stands in the region. */
  blocks: Map<string, PendingBlock> | undefined;
  /** By name; made when the first one stands in the region. */
  pending: Map<string, Pending[]> | undefined;
  block: Block | undefined;
}

export class Scope {
  private readonly bindings = new Map<string, Binding>();
  /** Every definition in force. */
  private readonly definitions: Binding[] = [];
  private readonly frames: Frame[] = [];
  private isolations = 0;

  constructor(private readonly span: (start: number, end: number) => Span) {
    this.openRegion(true, true);
  }

  private get frame(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  openRegion(isolated: boolean, ordered: boolean): void {
    const isolation = isolated ? ++this.isolations : this.frame.isolation;
    this.frames.push({ isolation, mark: this.definitions.length, ordered, blocks: undefined, pending: undefined, block: undefined });
  }

  /** @throws CompileError `parse/undefined-block`, and `parse/undefined-value` when nothing around the region can define a value any more. */
  closeRegion(): void {
    const closed = this.frames.pop() as Frame;
    if (closed.blocks) checkDefined(closed.blocks);
    while (this.definitions.length > closed.mark) {
      const { name, before } = this.definitions.pop() as Binding;
      if (before) this.bindings.set(name, before);
      else this.bindings.delete(name);
    }
    if (closed.pending) this.passOn(closed.pending, closed.isolation);
  }

  /** Uses that a region did not define wait for the region around it. */
  private passOn(unsettled: ReadonlyMap<string, Pending[]>, isolation: number): void {
    const around = this.frames[this.frames.length - 1];
    for (const waiting of unsettled.values()) {
      for (const pending of waiting) {
        if (around === undefined || around.isolation !== isolation) undefinedValue(pending);
        pending.block = around.block;
        addPending(around, pending);
      }
    }
  }

  /** The block that operations are now read into. */
  enterBlock(block: Block): void {
    this.frame.block = block;
  }

  /** A block by its name; one that is not yet defined is made empty. */
  useBlock(name: string, start: number, end: number): Block {
    const { frame } = this;
    frame.blocks ??= new Map();
    const known = frame.blocks.get(name);
    if (known) return known.block;
    const block: Block = { label: name, arguments: [], operations: [] };
    frame.blocks.set(name, { block, span: this.span(start, end), defined: false });
    return block;
  }

  /** @throws CompileError `parse/redefined-block`. */
  defineBlock(name: string, start: number, end: number): Block {
    const block = this.useBlock(name, start, end);
    const pending = this.frame.blocks?.get(name) as PendingBlock;
    if (pending.defined)
      fail({
        code: 'parse/redefined-block',
        message: `a block must be defined once in its region (was ^${name}, twice)`,
        place: { span: this.span(start, end) },
        hint: 'rename one of the two',
      });
    pending.defined = true;
    return block;
  }

  /** @throws CompileError `parse/redefined-value`. */
  define(name: string, values: readonly Value[], start: number, end: number): void {
    const { frame } = this;
    const before = this.bindings.get(name);
    if (before?.isolation === frame.isolation)
      fail({
        code: 'parse/redefined-value',
        message: `a value must be defined once (was %${name}, twice)`,
        place: { span: this.span(start, end) },
        hint: 'rename one of the two',
        notes: [
          {
            severity: 'note',
            code: 'parse/defined-here',
            message: 'the first definition',
            place: { span: this.span(before.start, before.end) },
          },
        ],
      });
    const binding = { name, values, start, end, isolation: frame.isolation, before };
    this.bindings.set(name, binding);
    this.definitions.push(binding);
    if (frame.pending) this.settle(name, values, frame.pending);
  }

  /** Gives the values that were used before this definition. */
  private settle(name: string, values: readonly Value[], waiting: Map<string, Pending[]>): void {
    const { frame } = this;
    for (const pending of waiting.get(name) ?? []) {
      if (frame.ordered && pending.block === frame.block)
        fail({
          code: 'parse/use-before-definition',
          message: `a value must be defined before it is used (was %${name}, defined below)`,
          place: { span: pending.span },
          hint: 'move the definition above its use',
        });
      pending.operands[pending.index] = this.pick(values, pending.use, pending.type);
    }
    waiting.delete(name);
  }

  /** The value of a use whose type is as written, or undefined when it is not defined yet; then `operands[index]` is filled in later. */
  resolve(use: Use, type: Type, operands: Value[], index: number): void {
    const { frame } = this;
    const binding = this.bindings.get(use.name);
    if (binding?.isolation === frame.isolation) operands[index] = this.pick(binding.values, use, type);
    else addPending(frame, { use, type, operands, index, span: this.span(use.start, use.end), block: frame.block });
  }

  private pick(values: readonly Value[], use: Use, type: Type): Value {
    const value = values[use.number];
    if (value === undefined)
      return fail({
        code: 'parse/result-number',
        message: `%${use.name} must have a result ${use.number} (was ${values.length} results)`,
        place: { span: this.span(use.start, use.end) },
        hint: 'count results from 0',
      });
    if (value.type !== type && !sameType(value.type, type)) this.wrongType(value, use, type);
    return value;
  }

  private wrongType(value: Value, use: Use, type: Type): never {
    const defined = this.bindings.get(use.name);
    return fail({
      code: 'parse/type-mismatch',
      message: `%${use.name} must be used with its type ${typeText(value.type)} (was ${typeText(type)})`,
      place: { span: this.span(use.start, use.end) },
      hint: 'correct the type of this operand, or use another value',
      ...(defined && {
        notes: [
          {
            severity: 'note',
            code: 'parse/defined-here',
            message: 'the definition',
            place: { span: this.span(defined.start, defined.end) },
          },
        ],
      }),
    });
  }
}

function addPending(frame: Frame, use: Pending): void {
  frame.pending ??= new Map();
  const waiting = frame.pending.get(use.use.name);
  if (waiting) waiting.push(use);
  else frame.pending.set(use.use.name, [use]);
}

function checkDefined(blocks: ReadonlyMap<string, PendingBlock>): void {
  for (const [name, { defined, span }] of blocks)
    if (!defined)
      fail({
        code: 'parse/undefined-block',
        message: `a block must be defined in its region (was ^${name})`,
        place: { span },
        hint: `add ^${name}:, or correct the name`,
      });
}

function undefinedValue({ use, span }: Pending): never {
  return fail({
    code: 'parse/undefined-value',
    message: `a value must be defined where it can be seen (was %${use.name})`,
    place: { span },
    hint: 'define it above, or correct the name; values outside of a function cannot be seen in it',
  });
}
