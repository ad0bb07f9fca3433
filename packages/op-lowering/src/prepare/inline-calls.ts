// Given: a function whose body calls others (exporters write nearly every operator as a private function).
// Result: its body with all calls replaced by the bodies of what they call, inside regions too.
import { fail } from '@hlolite/diagnostics';
import { type Block, func, type Operation, placeOf, symbolName, type Value, view } from '@hlolite/mlir-parser';
import { bodyOf, functionNamed } from '../context.js';
import { type Body, Rewriter } from './body.js';

/** Calls that call twice at every level grow without bound; no exporter comes near this. */
const MOST_OPERATIONS = 4_000_000;

/**
 * `inlined` is told of every operation of the body, with the calls that led to it, outermost first.
 * @throws CompileError `lower/recursive-call`, `lower/unknown-function` or `lower/too-many-operations`.
 */
export function inlineCalls(
  fn: Operation,
  functions: ReadonlyMap<string, Operation>,
  inlined?: (operation: Operation, calls: readonly Operation[]) => void,
): Body {
  const rewriter = new Rewriter();
  const active: Operation[] = [fn];
  const calls: Operation[] = [];
  let count = 0;

  const inlineInto = (operations: readonly Operation[], out: Operation[]): void => {
    for (const operation of operations) {
      if (operation.name === 'func.call') inlineCall(operation, out);
      else {
        const carried = rewriter.carry(operation, carryBlock, active.length > 1);
        inlined?.(carried, calls);
        out.push(carried);
      }
      if (++count > MOST_OPERATIONS)
        fail({
          code: 'lower/too-many-operations',
          message: `a program must have at most ${MOST_OPERATIONS} operations with its calls inlined`,
          place: placeOf(operation),
        });
    }
  };

  const carryBlock = (block: Block): Block => {
    const operations: Operation[] = [];
    inlineInto(block.operations, operations);
    return operations.length === block.operations.length && operations.every((inner, index) => inner === block.operations[index])
      ? block
      : { ...block, operations };
  };

  const inlineCall = (call: Operation, out: Operation[]): void => {
    const callee = functionNamed(functions, view(call, func.ops.call).callee, call);
    if (active.includes(callee))
      fail({
        code: 'lower/recursive-call',
        message: `functions must not call themselves (was ${[...active.slice(active.indexOf(callee)), callee].map((f) => `@${symbolName(f)}`).join(' → ')})`,
        place: placeOf(call),
        hint: 'a TFLite graph has no recursion: write it as a stablehlo.while',
      });
    const body = bodyOf(callee);
    // A body is copied for every call, so that no two operations give the same value.
    body.arguments.forEach((argument, index) => rewriter.replace(argument, rewriter.value(call.operands[index] as Value)));
    active.push(callee);
    calls.push(call);
    inlineInto(body.operations, out);
    active.pop();
    calls.pop();
    call.results.forEach((result, index) => rewriter.replace(result, rewriter.value(body.returned.operands[index] as Value)));
  };

  const body = bodyOf(fn);
  const operations: Operation[] = [];
  inlineInto(body.operations, operations);
  return { arguments: body.arguments, operations, results: rewriter.values(body.returned.operands) };
}
