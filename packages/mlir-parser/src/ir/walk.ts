// Going through a program.
import type { Module, Operation } from './module.js';

/** Every operation of a tree, outer before inner, in the order of the text. */
export function* walk(root: Module | Operation): Generator<Operation> {
  // An explicit stack: generated programs nest deeper than the call stack allows.
  const pending: Operation[] = ['operation' in root ? root.operation : root];
  while (pending.length > 0) {
    const operation = pending.pop() as Operation;
    yield operation;
    for (let r = operation.regions.length - 1; r >= 0; r--) {
      const blocks = operation.regions[r]?.blocks ?? [];
      for (let b = blocks.length - 1; b >= 0; b--) {
        const operations = blocks[b]?.operations ?? [];
        for (let o = operations.length - 1; o >= 0; o--) pending.push(operations[o] as Operation);
      }
    }
  }
}

/** The operations of a module's single block: functions, as a rule. */
export function topLevel(module: Module): readonly Operation[] {
  return module.operation.regions[0]?.blocks[0]?.operations ?? [];
}

/** The name of a symbol-defining operation (`sym_name`), or undefined. */
export function symbolName(operation: Operation): string | undefined {
  const name = operation.attributes.sym_name;
  return name?.kind === 'string' ? name.value : undefined;
}
