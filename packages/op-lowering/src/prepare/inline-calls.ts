// Given: a function whose body calls others (exporters write nearly every operator as a private function).
// Result: its body with all calls replaced by the bodies of what they call, inside regions too.
import { fail } from '@hlolite/diagnostics';
import { type Block, func, type Operation, placeOf, symbolName, type Value, view } from '@hlolite/mlir-parser';
import { bodyOf, functionNamed } from '../context.js';
import { type Body, Rewriter } from './body.js';

/** Calls that call twice at every level grow without bound; no exporter comes near this. */
const MOST_OPERATIONS = 4_000_000;

type Inlined = (operation: Operation, calls: readonly Operation[]) => void;

/**
 * `inlined` is told of every operation of the body, with the calls that led to it, outermost first.
 * @throws CompileError `lower/recursive-call`, `lower/unknown-function` or `lower/too-many-operations`.
 */
export function inlineCalls(fn: Operation, functions: ReadonlyMap<string, Operation>, inlined?: Inlined): Body {
  return new Inliner(fn, functions, inlined).body();
}

class Inliner {
  readonly #rewriter = new Rewriter();
  /** The functions whose bodies are being written, outermost first, and the calls that led into all but the first. */
  readonly #active: Operation[];
  readonly #calls: Operation[] = [];
  #count = 0;

  constructor(
    private readonly fn: Operation,
    private readonly functions: ReadonlyMap<string, Operation>,
    private readonly inlined: Inlined | undefined,
  ) {
    this.#active = [fn];
  }

  body(): Body {
    const body = bodyOf(this.fn);
    const operations: Operation[] = [];
    this.#inlineInto(body.operations, operations);
    return { arguments: body.arguments, operations, results: this.#rewriter.values(body.returned.operands) };
  }

  #inlineInto(operations: readonly Operation[], out: Operation[]): void {
    for (const operation of operations) {
      if (operation.name === 'func.call') this.#inlineCall(operation, out);
      else {
        const carried = this.#rewriter.carry(operation, this.#carryBlock, this.#active.length > 1);
        this.inlined?.(carried, this.#calls);
        out.push(carried);
      }
      if (++this.#count > MOST_OPERATIONS)
        fail({
          code: 'lower/too-many-operations',
          message: `a program must have at most ${MOST_OPERATIONS} operations with its calls inlined`,
          place: placeOf(operation),
          hint: 'write what is called over and over as a stablehlo.while',
        });
    }
  }

  readonly #carryBlock = (block: Block): Block => {
    const operations: Operation[] = [];
    this.#inlineInto(block.operations, operations);
    return operations.length === block.operations.length && operations.every((inner, index) => inner === block.operations[index])
      ? block
      : { ...block, operations };
  };

  #inlineCall(call: Operation, out: Operation[]): void {
    const callee = functionNamed(this.functions, view(call, func.ops.call).callee, call);
    if (this.#active.includes(callee)) refuseRecursion([...this.#active.slice(this.#active.indexOf(callee)), callee], call);
    const body = bodyOf(callee);
    const rewriter = this.#rewriter;
    // A body is copied for every call, so that no two operations give the same value.
    body.arguments.forEach((argument, index) => rewriter.replace(argument, rewriter.value(call.operands[index] as Value)));
    this.#active.push(callee);
    this.#calls.push(call);
    this.#inlineInto(body.operations, out);
    this.#active.pop();
    this.#calls.pop();
    call.results.forEach((result, index) => rewriter.replace(result, rewriter.value(body.returned.operands[index] as Value)));
  }
}

function refuseRecursion(functions: readonly Operation[], call: Operation): never {
  return fail({
    code: 'lower/recursive-call',
    message: `functions must not call themselves (was ${functions.map((fn) => `@${symbolName(fn)}`).join(' → ')})`,
    place: placeOf(call),
    hint: 'a TFLite graph has no recursion: write it as a stablehlo.while',
  });
}
