// A program made again with other names and attributes of its operations. Types, regions, locations and what uses what stay.
import { type Attributes, type Block, type Module, operation as newOperation, type Operation, type Value } from '@hlolite/mlir-parser';

/** What an operation becomes. */
export interface Renamed {
  readonly name: string;
  readonly attributes: Attributes;
}

interface Pending {
  readonly operation: Operation;
  readonly parent: Operation | undefined;
  readonly into: Operation[];
}

type Rename = (operation: Operation, parent: Operation | undefined) => Renamed | undefined;

/**
 * The module with every operation changed as `rename` says; undefined leaves the operation out, and its operands take the place of its
 * results. Works through a list of its own: programs nest deeper than the call stack allows.
 */
export function rebuild(module: Module, rename: Rename): Module {
  const rebuilder = new Rebuilder();
  const top: Operation[] = [];
  const pending: Pending[] = [{ operation: module.operation, parent: undefined, into: top }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { operation, parent, into } = next;
    const renamed = rename(operation, parent);
    if (renamed) into.push(rebuilder.carry(operation, renamed, pending));
    else rebuilder.passOver(operation);
  }
  rebuilder.connect();
  return { operation: top[0] as Operation, resources: module.resources };
}

class Rebuilder {
  readonly #values = new Map<Value, Value>();
  readonly #blocks = new Map<Block, Block>();
  readonly #made: { readonly operation: Operation; readonly operands: Value[]; readonly successorOperands: readonly Value[][] }[] = [];

  readonly #carried = (value: Value): Value => this.#values.get(value) ?? value;

  /** The operation anew, without operands yet; what is in its regions goes to `pending`. */
  carry(operation: Operation, { name, attributes }: Renamed, pending: Pending[]): Operation {
    const operands: Value[] = [];
    const successorOperands = operation.successors.map((): Value[] => []);
    const regions = operation.regions.map(({ blocks }) => ({ blocks: blocks.map((block) => this.#copy(block)) }));
    const copy = newOperation({
      ...operation,
      name,
      attributes,
      operands,
      regions,
      resultTypes: operation.results.map(({ type }) => type),
      resultNames: operation.results.map((result) => result.name),
      successors: operation.successors.map(({ block }, index) => ({
        block: this.#blockFor(block),
        operands: successorOperands[index] as Value[],
      })),
    });
    operation.results.forEach((result, index) => this.#values.set(result, copy.results[index] as Value));
    this.#made.push({ operation, operands, successorOperands });
    const inside = operation.regions.flatMap(({ blocks }) => blocks.map((block) => ({ block, into: this.#blockFor(block).operations })));
    for (const { block, into } of inside.reverse())
      for (const inner of [...block.operations].reverse()) pending.push({ operation: inner, parent: operation, into });
    return copy;
  }

  /** Arguments know no owner, so the old ones serve. */
  #copy(block: Block): Block {
    const copy: Block = { ...block, operations: [] };
    this.#blocks.set(block, copy);
    return copy;
  }

  #blockFor(block: Block): Block {
    return this.#blocks.get(block) ?? block;
  }

  passOver(operation: Operation): void {
    operation.results.forEach((result, index) => this.#values.set(result, this.#carried(operation.operands[index] as Value)));
  }

  /** Operands come last: in a region without order an operation may stand before what it uses. */
  connect(): void {
    for (const { operation, operands, successorOperands } of this.#made) {
      for (const operand of operation.operands) operands.push(this.#carried(operand));
      operation.successors.forEach((successor, index) => {
        for (const operand of successor.operands) successorOperands[index]?.push(this.#carried(operand));
      });
    }
  }
}
