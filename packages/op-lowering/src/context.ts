// What one run of the lowering shares: the program's functions, the choices of the user, and where diagnostics go.
import { type Collector, type Complaint, fail } from '@hlolite/diagnostics';
import { type Module, type Operation, placeOf, symbolName, topLevel, type Value } from '@hlolite/mlir-parser';
import type { Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { CustomOps } from './custom-ops/policy.js';

export interface Context {
  readonly functions: Map<string, Operation>;
  readonly resources: Module['resources'];
  readonly customOps: CustomOps;
  /** The names of the custom ops that the program has. */
  readonly customOpsMet: Set<string>;
  readonly diagnostics: Collector;
  /** Whether the model must fit other sizes than those of its types too, so that nothing may be chosen that fits some sizes only. */
  readonly anySize: boolean;
  /** Whether work in less precision than the program asks for is an error. */
  readonly strict: boolean;
  /** The operation of the program that a tensor comes from. */
  readonly origins: Map<Tensor, Operation>;
  /** The result that a tensor holds, and of which prepared operation. */
  readonly results: Map<Tensor, ResultOf>;
  /** Leaves out what may change the last bits of results. */
  readonly exact: boolean;
  /** Told each time a rewrite fires. */
  readonly fired: (rewrite: string, origin: Operation | undefined, name?: string) => void;
  /** The subgraphs of the model, the entry first. */
  readonly subgraphs: Subgraph[];
  /** The subgraph of a function that a composite names; each function has one. */
  readonly subgraphOf: (fn: Operation) => Subgraph;
}

/** One result of an operation. */
export interface ResultOf {
  readonly operation: Operation;
  readonly index: number;
}

/** The functions of a module by name. */
export function functionsOf(module: Module): Map<string, Operation> {
  const functions = new Map<string, Operation>();
  for (const operation of topLevel(module)) {
    const name = symbolName(operation);
    if (operation.name === 'func.func' && name !== undefined) functions.set(name, operation);
  }
  return functions;
}

/** The function that a call or a composite names. */
export function functionNamed(functions: ReadonlyMap<string, Operation>, name: string, user: Operation): Operation {
  return (
    functions.get(name) ??
    fail({
      code: 'lower/unknown-function',
      message: `${user.name} must name a function of the module (was @${name})`,
      place: placeOf(user),
      hint: functions.size > 0 ? `the module has @${[...functions.keys()].slice(0, 8).join(', @')}` : 'the module has no functions',
    })
  );
}

/** The operations of a function's body with its terminator apart. */
export function bodyOf(fn: Operation): { arguments: readonly Value[]; operations: readonly Operation[]; returned: Operation } {
  const blocks = fn.regions[0]?.blocks ?? [];
  const block = blocks[0];
  const returned = block?.operations.at(-1);
  if (blocks.length !== 1 || block === undefined || returned === undefined || !returned.name.endsWith('return'))
    fail({
      code: 'lower/function-body',
      message: `a function must have one block that ends in return (@${symbolName(fn)} has ${blocks.length === 1 ? 'no return' : `${blocks.length} blocks`})`,
      place: placeOf(fn),
    });
  return { arguments: block.arguments, operations: block.operations.slice(0, -1), returned };
}

/** An error that says hlolite itself is wrong, not the program. */
export const bug = (complaint: Complaint): never =>
  fail({ hint: 'this is a defect of hlolite: please report it with the program', ...complaint });
