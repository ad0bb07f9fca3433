// A program as a viewer shows it beside its model: the entry function without calls, and each operation, inside regions too, with a
// `location` object of its own. Passes carry the location along by identity, so `origins` of `lower` tells which of these operations a tensor
// of the model comes from.

import { type Block, func, type Module, type Operation, operation, symbolName, topLevel, type Value, view } from '@hlolite/mlir-parser';
import { withoutTuples } from '@hlolite/stablehlo';
import { functionsOf } from './context.js';
import { entryOf } from './entry.js';
import { Rewriter } from './prepare/body.js';
import { inlineCalls } from './prepare/inline-calls.js';

/** An operation of the entry function. */
export interface FlatOperation {
  readonly operation: Operation;
  /**
   * The functions whose calls led here, outermost first; none for an operation that the entry function itself has. A second call of a function
   * in the same place is told apart: `block`, `block (2)`.
   */
  readonly callees: readonly string[];
}

/** The entry function with its calls inlined, and where each operation came from. */
export interface FlatProgram {
  /** Converts to the same model as the program it was made of. */
  readonly module: Module;
  readonly entry: string;
  readonly arguments: readonly Value[];
  /** In the order of the text, without the return. */
  readonly operations: readonly FlatOperation[];
  readonly results: readonly Value[];
}

/**
 * The program with the calls of its entry function inlined.
 * @throws CompileError as `lower` does for a program without an entry function or with recursive calls
 * @example
 * const { module, operations } = flatten(program);
 * const origins = new Map<Tensor, Operation>();
 * const model = lower(module, { origins });
 * const index = (tensor: Tensor) => operations.findIndex(({ operation }) => operation.location === origins.get(tensor)?.location);
 */
export function flatten(program: Module, name?: string): FlatProgram {
  const module = withoutTuples(program);
  const functions = functionsOf(module);
  const fn = entryOf(functions, module, name);
  const callees = new Map<Operation, readonly string[]>();
  const namesOf = callNames();
  const body = inlineCalls(fn, functions, (inlined, calls) => callees.set(inlined, namesOf(calls)));
  const rewriter = new Rewriter();
  const located = (original: Operation): Operation =>
    rewriter.carry({ ...original, location: { ...original.location } }, locatedBlock, true);
  const locatedBlock = (block: Block): Block => ({ ...block, operations: block.operations.map(located) });
  const operations = body.operations.map(
    (original): FlatOperation => ({ operation: located(original), callees: callees.get(original) ?? [] }),
  );
  const results = rewriter.values(body.results);
  const block = fn.regions[0]?.blocks[0];
  const returned = block?.operations.at(-1) as Operation;
  const flat = withBody(fn, {
    arguments: [...body.arguments],
    operations: [...operations.map((each) => each.operation), operation({ ...returned, operands: results })],
  });
  return { module: withFunction(module, fn, flat), entry: symbolName(fn) ?? '', arguments: body.arguments, operations, results };
}

/** Names of calls by the functions that they call, numbered from the second one in a place on. */
function callNames(): (calls: readonly Operation[]) => readonly string[] {
  const places = new Map<string, Map<Operation, number>>();
  return (calls) => {
    const path: string[] = [];
    for (const call of calls) {
      const { callee } = view(call, func.ops.call);
      const place = [...path, callee].join('\0');
      const numbers = places.get(place) ?? new Map<Operation, number>();
      const number = numbers.get(call) ?? numbers.size + 1;
      places.set(place, numbers.set(call, number));
      path.push(number === 1 ? callee : `${callee} (${number})`);
    }
    return path;
  };
}

const withBody = (fn: Operation, block: { arguments: Value[]; operations: Operation[] }): Operation =>
  operation({ ...fn, regions: [{ blocks: [block] }] });

function withFunction(module: Module, fn: Operation, by: Operation): Module {
  const operations = topLevel(module).map((each) => (each === fn ? by : each));
  const block = module.operation.regions[0]?.blocks[0];
  return { ...module, operation: { ...module.operation, regions: [{ blocks: [{ arguments: [], ...block, operations }] }] } };
}
