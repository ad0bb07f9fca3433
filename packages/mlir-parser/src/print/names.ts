// Names of values and blocks as MLIR's printer gives them: %0, %1 … for results, %arg0 … for arguments of first blocks, %c and %cst for
// constants, with _0, _1 … where a name is taken. A region's values are all numbered before those of the regions in it, and these go on
// from there; what they use up is free again behind them.

import { specOf } from '../dialects/registry.js';
import type { OpSpec } from '../dialects/spec.js';
import { operandCounts, resultCounts } from '../dialects/spec.js';
import type { Block, Operation, Region, Value } from '../ir/module.js';
import { elementName } from '../ir/type-names.js';

/** A region that is still to be numbered, and where the counters stood behind the region around it. */
interface Waiting {
  readonly region: Region;
  readonly parent: Operation;
  readonly value: number;
  readonly argument: number;
  readonly conflict: number;
  /** How many names were taken there. */
  readonly taken: number;
}

export class Names {
  private readonly values = new Map<Value, string>();
  private readonly blocks = new Map<Block, string>();
  private readonly used = new Set<string>();
  /** The used names in the order in which they were taken. */
  private readonly taken: string[] = [];
  private value = 0;
  private argument = 0;
  private conflict = 0;

  /** Names everything in an operation. In the generic form no op suggests names. */
  constructor(
    root: Operation,
    private readonly generic: boolean,
  ) {
    this.nameResults(root);
    const waiting: Waiting[] = this.regionsOf(root);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const name of this.taken.splice(next.taken)) this.used.delete(name);
      // In the generic form no name stands twice in the text: the counters go on.
      if (!this.generic) ({ value: this.value, argument: this.argument, conflict: this.conflict } = next);
      this.nameRegion(next.region, next.parent);
      for (const block of next.region.blocks) for (const operation of block.operations) waiting.push(...this.regionsOf(operation));
    }
  }

  private regionsOf(parent: Operation): Waiting[] {
    const { value, argument, conflict, taken } = this;
    return parent.regions.map((region) => ({ region, parent, value, argument, conflict, taken: taken.length }));
  }

  private nameRegion(region: Region, parent: Operation): void {
    region.blocks.forEach((block, index) => {
      this.blocks.set(block, `^bb${index}`);
      block.arguments.forEach((argument, number) => {
        const suggested = this.generic ? undefined : suggestedArgument(parent, number);
        const name = suggested ?? (index === 0 ? `arg${this.argument++}` : undefined);
        this.values.set(argument, `%${name === undefined ? this.value++ : this.unique(name)}`);
      });
      for (const operation of block.operations) this.nameResults(operation);
    });
  }

  /** `%name`, `%name#1` for a further result of a group. */
  of(value: Value): string {
    return this.values.get(value) ?? '%<unknown>';
  }

  /** `^bb0` */
  ofBlock(block: Block): string {
    return this.blocks.get(block) ?? '^<unknown>';
  }

  /** What stands before `=`: groups of results, as `%0:2` or `%values, %indices`. */
  ofResults(operation: Operation): string {
    return this.groups(operation)
      .map(({ first, count }) => `${this.of(operation.results[first] as Value).replace(/#0$/, '')}${count > 1 ? `:${count}` : ''}`)
      .join(', ');
  }

  private nameResults(operation: Operation): void {
    for (const { first, count, name } of this.groups(operation)) {
      const base = `%${name === undefined ? this.value++ : this.unique(name)}`;
      for (let number = 0; number < count; number++)
        this.values.set(operation.results[first + number] as Value, count > 1 ? `${base}#${number}` : base);
    }
  }

  /** Ops with several named results show each by itself; all others are one group. */
  private groups(operation: Operation): { first: number; count: number; name?: string }[] {
    const count = operation.results.length;
    if (count === 0) return [];
    const spec = this.generic ? undefined : specOf(operation.name);
    const names = spec?.results ?? [];
    const counts = names.length > 1 && !spec?.segments ? resultCounts(operation, spec as OpSpec) : undefined;
    if (!counts) return [{ first: 0, count, ...(spec && suggestedResult(operation)) }];
    let first = 0;
    return names.map((name, index) => {
      const group = { first, count: counts[index] as number, name };
      first += group.count;
      return group;
    });
  }

  private unique(name: string): string {
    let free = name;
    while (this.used.has(free)) free = `${name}_${this.conflict++}`;
    this.used.add(free);
    this.taken.push(free);
    return free;
  }
}

function suggestedArgument(parent: Operation, number: number): string | undefined {
  if (parent.name === 'stablehlo.while') return 'iterArg';
  if (parent.name !== 'chlo.scan') return undefined;
  const [inputs = 0] = operandCounts(parent, specOf(parent.name) as OpSpec) ?? [];
  return number < inputs ? 'input' : 'carry';
}

/** Constants are called by what they hold. */
function suggestedResult({ name, results, attributes }: Operation): { name: string } | undefined {
  const type = results[0]?.type;
  if (name === 'stablehlo.constant') return { name: type?.kind === 'tensor' && type.element.kind === 'integer' ? 'c' : 'cst' };
  if (name === 'func.constant') return { name: 'f' };
  if (name !== 'arith.constant') return undefined;
  const { value } = attributes;
  if (value?.kind === 'bool') return { name: String(value.value) };
  if (value?.kind !== 'integer') return { name: 'cst' };
  return { name: `c${value.value}${value.type.kind === 'index' ? '' : `_${elementName(value.type)}`}` };
}
