// A function's body as the passes before lowering see it: arguments, operations in order, and what is returned.
// Passes give a new body; operations are shared between the old and the new one wherever nothing in them changed.
import { type Block, type Operation, operation, type Region, type Value } from '@hlolite/mlir-parser';

export interface Body {
  readonly arguments: readonly Value[];
  readonly operations: readonly Operation[];
  /** The operands of the return. */
  readonly results: readonly Value[];
}

/** Replaces values in operations that are carried over; an operation in which nothing changes is carried over as it is. */
export class Rewriter {
  readonly #replacements = new Map<Value, Value>();

  replace(value: Value, by: Value): void {
    if (value === by) this.#replacements.delete(value);
    else this.#replacements.set(value, by);
  }

  /** What stands for a value now; a replacement may have been replaced in turn. */
  value = (value: Value): Value => {
    let current = value;
    for (let next = this.#replacements.get(current); next !== undefined; next = this.#replacements.get(current)) current = next;
    return current;
  };

  values(values: readonly Value[]): readonly Value[] {
    return values.some((value) => this.#replacements.has(value)) ? values.map(this.value) : values;
  }

  /**
   * The operation with its operands replaced, inside its regions too. Its results are replaced from here on when it is a new one;
   * `copy` asks for a new one in any case.
   */
  carry(original: Operation, carryBlock: (block: Block) => Block = (block) => this.#block(block), copy = false): Operation {
    const operands = this.values(original.operands);
    const regions = original.regions.map((region) => this.#region(region, carryBlock));
    if (!copy && operands === original.operands && regions.every((region, index) => region === original.regions[index])) return original;
    const carried = operation({
      ...original,
      operands,
      regions,
      resultTypes: original.results.map((result) => result.type),
      resultNames: original.results.map((result) => result.name),
    });
    original.results.forEach((result, index) => this.replace(result, carried.results[index] as Value));
    return carried;
  }

  #region(region: Region, carryBlock: (block: Block) => Block): Region {
    const blocks = region.blocks.map(carryBlock);
    return blocks.every((block, index) => block === region.blocks[index]) ? region : { blocks };
  }

  #block(block: Block): Block {
    const operations = block.operations.map((inner) => this.carry(inner));
    return operations.every((inner, index) => inner === block.operations[index]) ? block : { ...block, operations };
  }
}

/** An operation whose result is a constant. */
export const isConstant = (operation: Operation): boolean => operation.name === 'stablehlo.constant' || operation.name === 'arith.constant';

/** Every value from outside that an operation uses: its operands, and what its regions capture. */
export function usedValues(operation: Operation): readonly Value[] {
  if (operation.regions.length === 0) return operation.operands;
  const used = new Set(operation.operands);
  const inside = new Set<Value>();
  const pending = [operation];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const value of next.operands) used.add(value);
    for (const { blocks } of next.regions)
      for (const block of blocks) {
        for (const argument of block.arguments) inside.add(argument);
        for (const inner of block.operations) for (const result of inner.results) inside.add(result);
        pending.push(...block.operations);
      }
  }
  return [...used].filter((value) => !inside.has(value));
}
