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
  carry(original: Operation, carryBlock?: (block: Block) => Block, copy = false): Operation {
    // Regions are not looked through for nothing: every pass on every level of nested loops comes by here.
    if (this.#replacements.size === 0 && !carryBlock && !copy) return original;
    const operands = this.values(original.operands);
    const regions = original.regions.map((region) => this.#region(region, carryBlock ?? ((block) => this.block(block))));
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

  /** A body with values replaced in its operations and its results. */
  body(body: Body): Body {
    return { ...body, operations: body.operations.map((inner) => this.carry(inner)), results: this.values(body.results) };
  }

  /** A block with the operands of its operations replaced, where there is anything to replace. */
  block(block: Block): Block {
    if (this.#replacements.size === 0) return block;
    const operations = block.operations.map((inner) => this.carry(inner));
    return operations.every((inner, index) => inner === block.operations[index]) ? block : { ...block, operations };
  }
}

/** An operation whose result is a constant. */
export const isConstant = (operation: Operation): boolean => operation.name === 'stablehlo.constant' || operation.name === 'arith.constant';

/** The body of a block that ends in a return. */
export function bodyOfBlock({ arguments: parameters, operations }: Block): Body {
  return { arguments: parameters, operations: operations.slice(0, -1), results: operations.at(-1)?.operands ?? [] };
}

/** The block with another body; its terminator returns what the body gives. */
function blockWithBody(block: Block, body: Body): Block {
  const [last, operations] = [block.operations.at(-1), block.operations.slice(0, -1)];
  const same = body.results === last?.operands && body.operations.length === operations.length;
  if (last === undefined || (same && body.operations.every((each, index) => each === operations[index]))) return block;
  const returned = body.results === last.operands ? last : operation({ ...last, operands: body.results, resultTypes: [] });
  return { ...block, arguments: [...body.arguments], operations: [...body.operations, returned] };
}

/** Ops whose regions are programs of their own, not computations on scalars. */
const CONTROL_FLOW = new Set(['stablehlo.while', 'stablehlo.if', 'stablehlo.case']);

/** Carries an operation over; where it is a branch or a loop, its bodies are changed by `pass`. */
export function carryThrough(rewriter: Rewriter, original: Operation, pass: (body: Body) => Body): Operation {
  if (!CONTROL_FLOW.has(original.name)) return rewriter.carry(original);
  return rewriter.carry(original, (block) => {
    const carried = rewriter.block(block);
    return blockWithBody(carried, pass(bodyOfBlock(carried)));
  });
}

/** The pass on a body and on the bodies of its branches and loops, these first. */
export function everywhere(pass: (body: Body) => Body): (body: Body) => Body {
  return function apply(body: Body): Body {
    const rewriter = new Rewriter();
    const operations = body.operations.map((each) => carryThrough(rewriter, each, apply));
    return pass({ ...body, operations, results: rewriter.values(body.results) });
  };
}

/** Every value from outside that an operation uses: its operands, and what its regions capture. */
export function usedValues({ operands, regions }: Operation): readonly Value[] {
  return regions.length === 0 ? operands : [...new Set([...operands, ...capturedValues(regions)])];
}

/** The values from outside that regions use, each once. */
export function capturedValues(regions: readonly Region[]): readonly Value[] {
  const used = new Set<Value>();
  const inside = new Set<Value>();
  const pending = [...regions];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const block of next.blocks) {
      for (const argument of block.arguments) inside.add(argument);
      for (const inner of block.operations) {
        for (const value of inner.operands) used.add(value);
        for (const result of inner.results) inside.add(result);
        pending.push(...inner.regions);
      }
    }
  return [...used].filter((value) => !inside.has(value));
}

/** Which operations of a body need each value, in their regions too, and which values are its results. */
export class Users {
  readonly #users = new Map<Value, Set<Operation>>();
  readonly #results: ReadonlySet<Value>;

  constructor({ operations, results }: Body) {
    this.#results = new Set(results);
    for (const operation of operations)
      for (const value of usedValues(operation)) {
        const users = this.#users.get(value);
        if (users) users.add(operation);
        else this.#users.set(value, new Set([operation]));
      }
  }

  /** Whether what some operations compute is needed by these alone, apart from what the last one of them gives. */
  areInside(operations: ReadonlySet<Operation>, last: Operation): boolean {
    const isInside = (value: Value) =>
      !this.#results.has(value) && [...(this.#users.get(value) ?? [])].every((user) => operations.has(user));
    return [...operations].every((operation) => operation === last || operation.results.every(isInside));
  }
}
