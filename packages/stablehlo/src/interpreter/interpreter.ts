// The reference interpreter: runs functions and regions operation by operation. What an operation computes is a row of its family.
import { CompileError, fail } from '@hlolite/diagnostics';
import { type Module, type Operation, placeOf, type Region, symbolName, type Type, topLevel, type Value } from '@hlolite/mlir-parser';
import type { Bytes, Dense, ElementType } from '@hlolite/tensor';
import { dataTypeOf } from '../types.js';
import { withoutTuples } from '../without-tuples.js';
import { type BodyEnvironment, bodyOf } from './body.js';
import { sameShape } from './elements.js';
import { allKernels, allScalarRules } from './families.js';
import type { Body, Context, CustomCall } from './kernel.js';

/** Options of `interpret`. */
export interface InterpretOptions {
  /** The function to run; `main`, or the only one, when absent. */
  readonly function?: string;
  /** What the targets of custom_call compute. */
  readonly customCalls?: Readonly<Record<string, CustomCall>>;
  /** Operations that may be run before the program counts as endless; 100 million when absent. */
  readonly maximumOperations?: number;
  /** Gets the results of each operation of the function itself (of regions and called functions not), as they are computed. */
  readonly observe?: (operation: Operation, results: readonly Dense[]) => void;
}

/** Whether the interpreter can compute an operation of this name. */
export const isImplemented = (name: string): boolean => Object.hasOwn(allKernels, name);

/**
 * Runs a function of a program on tensors; a tuple is given and comes back as the tensors in it.
 * @throws CompileError `interpret/…`: unknown function, inputs that are not as its type says, an op without a kernel, an endless program.
 */
export function interpret(module: Module, inputs: readonly Dense[], options: InterpretOptions = {}): readonly Dense[] {
  const interpreter = new Interpreter(withoutTuples(module), options);
  const name = options.function ?? interpreter.entry;
  interpreter.checkInputs(name, inputs);
  return interpreter.call(name, inputs);
}

/**
 * Computes one operation from the tensors of its operands. It must not refer to values or functions outside itself.
 * @throws CompileError `interpret/unsupported-op` where `isImplemented` is false, and others of `interpret/…`.
 */
export const evaluate = (operation: Operation, operands: readonly Dense[]): readonly Dense[] =>
  new Interpreter(undefined, {}).evaluate(operation, operands);

/** Deeper nesting of calls and regions is refused before the stack of JavaScript ends. */
const DEEPEST = 200;
const terminators: ReadonlySet<string> = new Set(['func.return', 'stablehlo.return']);

/** Values that are in sight: those of a block, and through `outer` those around it. */
class Scope {
  readonly #values = new Map<Value, Dense>();
  constructor(readonly outer?: Scope) {}

  set(value: Value, tensor: Dense): void {
    this.#values.set(value, tensor);
  }

  get(value: Value): Dense {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      const found = scope.#values.get(value);
      if (found) return found;
    }
    return fail({
      code: 'interpret/undefined-value',
      message: `a value must be computed before it is used (was ${value.name ? `%${value.name}` : 'an unnamed value'})`,
    });
  }
}

class Interpreter {
  readonly #functions = new Map<string, Operation>();
  #depth = 0;
  #operations = 0;

  constructor(
    readonly module: Module | undefined,
    readonly options: InterpretOptions,
  ) {
    for (const operation of module ? topLevel(module) : []) {
      const name = symbolName(operation);
      if (operation.name === 'func.func' && name !== undefined) this.#functions.set(name, operation);
    }
  }

  get entry(): string {
    if (this.#functions.has('main') || this.#functions.size !== 1) return 'main';
    return [...this.#functions.keys()][0] as string;
  }

  checkInputs(name: string, inputs: readonly Dense[]): void {
    const { arguments: wanted = [] } = this.#body(name).blocks[0] ?? {};
    const place = { label: `@${name}` };
    if (inputs.length !== wanted.length)
      fail({ code: 'interpret/inputs', message: `${wanted.length} inputs must be given (was ${inputs.length})`, place });
    wanted.forEach(({ type }, index) => {
      const input = inputs[index] as Dense;
      if (!accepts(type, input))
        fail({
          code: 'interpret/inputs',
          message: `input ${index} must be ${dataTypeOf(type)}[${type.kind === 'tensor' ? type.shape.join(', ') : ''}] (was ${input.type}[${input.shape.join(', ')}])`,
          place,
        });
    });
  }

  call(name: string, inputs: readonly Dense[]): readonly Dense[] {
    return this.run(this.#body(name), inputs, undefined);
  }

  /** Runs the one block of a region; its terminator's operands come back. */
  run(region: Region, inputs: readonly Dense[], outer: Scope | undefined): readonly Dense[] {
    const [block] = region.blocks;
    if (!block || region.blocks.length > 1)
      fail({ code: 'interpret/blocks', message: `a region must have one block (was ${region.blocks.length})` });
    if (++this.#depth > DEEPEST)
      fail({
        code: 'interpret/depth',
        message: `calls and regions must not nest deeper than ${DEEPEST}`,
        hint: 'look for a function that calls itself',
      });
    // A region without operations counts too: a loop of such would never end.
    this.#count();
    const scope = new Scope(outer);
    block.arguments.forEach((argument, index) => {
      scope.set(argument, inputs[index] as Dense);
    });
    try {
      for (const operation of block.operations) {
        const operands = operation.operands.map((value) => scope.get(value));
        if (terminators.has(operation.name)) return operands;
        const results = this.evaluate(operation, operands, scope);
        if (this.#depth === 1) this.options.observe?.(operation, results);
        operation.results.forEach((value, index) => {
          scope.set(value, results[index] as Dense);
        });
      }
      return [];
    } finally {
      this.#depth--;
    }
  }

  evaluate(operation: Operation, operands: readonly Dense[], scope?: Scope): readonly Dense[] {
    const kernel = Object.hasOwn(allKernels, operation.name) ? allKernels[operation.name] : undefined;
    try {
      this.#count();
      if (!kernel) return fail({ code: 'interpret/unsupported-op', message: `the reference interpreter does not know ${operation.name}` });
      return kernel(operation, operands, new OperationContext(this, operation, scope));
    } catch (error) {
      throw placed(error, operation);
    }
  }

  #count(): void {
    const { maximumOperations = 100_000_000 } = this.options;
    if (++this.#operations > maximumOperations)
      fail({
        code: 'interpret/endless',
        message: `the program must end within ${maximumOperations} operations`,
        hint: 'raise maximumOperations',
      });
  }

  #body(name: string): Region {
    const [body] = this.#functions.get(name)?.regions ?? [];
    if (!body || body.blocks.length === 0)
      return fail({
        code: 'interpret/function',
        message: `the program must have a function @${name} with a body (has ${[...this.#functions.keys()].map((known) => `@${known}`).join(', ') || 'none'})`,
      });
    return body;
  }
}

/** The innermost operation that failed is the place of an error. */
function placed(error: unknown, operation: Operation): unknown {
  if (!(error instanceof CompileError) || error.diagnostics.every(({ place }) => place)) return error;
  return new CompileError(error.diagnostics.map((diagnostic) => ({ place: placeOf(operation), ...diagnostic })));
}

function accepts(type: Type, input: Dense): boolean {
  if (dataTypeOf(type) !== input.type) return false;
  if (type.kind !== 'tensor') return true;
  return sameShape(
    type.shape.map((size, dimension) => (size < 0 ? (input.shape[dimension] ?? -1) : size)),
    input.shape,
  );
}

class OperationContext implements Context {
  constructor(
    private readonly interpreter: Interpreter,
    readonly operation: Operation,
    private readonly scope: Scope | undefined,
  ) {}

  resultType(index = 0): ElementType {
    const type = this.operation.results[index]?.type;
    const data = type && dataTypeOf(type);
    return (
      data ??
      fail({
        code: 'interpret/unsupported-type',
        message: `${this.operation.name} must have a result of numbers (was ${type?.kind ?? 'none'})`,
      })
    );
  }

  resultShape(index = 0): readonly number[] {
    const type = this.operation.results[index]?.type;
    if (type?.kind !== 'tensor' || type.shape.some((size) => size < 0))
      return fail({ code: 'interpret/dynamic-shape', message: `${this.operation.name} must have a result of static shape to be computed` });
    return type.shape;
  }

  run(region: Region, inputs: readonly Dense[]): readonly Dense[] {
    return this.interpreter.run(region, inputs, this.scope);
  }

  body(region: Region): Body {
    const environment: BodyEnvironment = {
      rules: allScalarRules,
      lookup: (value) => (this.scope ?? new Scope()).get(value),
      evaluate: (operation) => this.interpreter.evaluate(operation, []),
      run: (inner, inputs) => this.run(inner, inputs),
    };
    return bodyOf(region, environment);
  }

  call(symbol: string, inputs: readonly Dense[]): readonly Dense[] {
    return this.interpreter.call(symbol, inputs);
  }

  customCall(target: string): CustomCall | undefined {
    const { customCalls = {} } = this.interpreter.options;
    return Object.hasOwn(customCalls, target) ? customCalls[target] : undefined;
  }

  resource(key: string): Bytes | undefined {
    return this.interpreter.module?.resources.get(key);
  }
}
