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

/**
 * The module with every operation changed as `rename` says; undefined leaves the operation out, and its operands take the place of its
 * results. Works through a list of its own: programs nest deeper than the call stack allows.
 */
export function rebuild(module: Module, rename: (operation: Operation, parent: Operation | undefined) => Renamed | undefined): Module {
  const values = new Map<Value, Value>();
  const blocks = new Map<Block, Block>();
  const made: { readonly operation: Operation; readonly operands: Value[]; readonly successorOperands: readonly Value[][] }[] = [];
  const carried = (value: Value): Value => values.get(value) ?? value;
  const blockFor = (block: Block): Block => blocks.get(block) ?? block;

  const carry = (operation: Operation, { name, attributes }: Renamed, pending: Pending[]): Operation => {
    const operands: Value[] = [];
    const successorOperands = operation.successors.map((): Value[] => []);
    const regions = operation.regions.map((region) => ({
      blocks: region.blocks.map((block) => {
        // Arguments know no owner, so the old ones serve.
        const copy: Block = { ...block, operations: [] };
        blocks.set(block, copy);
        return copy;
      }),
    }));
    const copy = newOperation({
      ...operation,
      name,
      attributes,
      operands,
      regions,
      resultTypes: operation.results.map(({ type }) => type),
      resultNames: operation.results.map((result) => result.name),
      successors: operation.successors.map(({ block }, index) => ({
        block: blockFor(block),
        operands: successorOperands[index] as Value[],
      })),
    });
    operation.results.forEach((result, index) => values.set(result, copy.results[index] as Value));
    made.push({ operation, operands, successorOperands });
    for (const region of [...operation.regions].reverse())
      for (const block of [...region.blocks].reverse())
        for (const inner of [...block.operations].reverse())
          pending.push({ operation: inner, parent: operation, into: blockFor(block).operations });
    return copy;
  };

  const top: Operation[] = [];
  const pending: Pending[] = [{ operation: module.operation, parent: undefined, into: top }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { operation, parent, into } = next;
    const renamed = rename(operation, parent);
    if (renamed) into.push(carry(operation, renamed, pending));
    else operation.results.forEach((result, index) => values.set(result, carried(operation.operands[index] as Value)));
  }
  // Operands come last: in a region without order an operation may stand before what it uses.
  for (const { operation, operands, successorOperands } of made) {
    for (const operand of operation.operands) operands.push(carried(operand));
    operation.successors.forEach((successor, index) => {
      for (const operand of successor.operands) successorOperands[index]?.push(carried(operand));
    });
  }
  return { operation: top[0] as Operation, resources: module.resources };
}
