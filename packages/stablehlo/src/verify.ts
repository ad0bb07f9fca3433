// Verification: every operation is as its table says, keeps the constraints of the spec, and writes the types that follow from its
// operands; calls and returns fit the functions. Everything is collected: a broken program is reported whole.
import { Collector, CompileError, type Diagnostic, fail } from '@hlolite/diagnostics';
import {
  checkStructure,
  dialects,
  func,
  type Module,
  type Operation,
  placeOf,
  specOf,
  symbolName,
  type Type,
  topLevel,
  type Value,
  view,
  walk,
} from '@hlolite/mlir-parser';
import { inferTypes } from './infer/index.js';
import { describeTypes, typesAgree } from './types.js';

/** What the functions of a program take and return, by name. */
type Signatures = ReadonlyMap<string, { readonly inputs: readonly Type[]; readonly results: readonly Type[] }>;

/**
 * Everything that is wrong with a program, in the order of its text; empty when it is sound. Codes: `verify/constraint`,
 * `verify/type-mismatch`, `verify/unknown-op`, `verify/symbol`, `verify/call`, `verify/function`, and `ir/…` for missing operands and attributes.
 */
export function verify(module: Module): readonly Diagnostic[] {
  const collector = new Collector();
  const signatures = signaturesOf(module, collector);
  for (const operation of walk(module)) attempt(operation, collector, () => verifyOperation(operation, signatures));
  return collector.diagnostics;
}

/** Runs a check; what it throws is collected with the place of the operation. */
function attempt(operation: Operation, collector: Collector, check: () => void): void {
  collector.attempt(() => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      throw new CompileError(
        error.diagnostics.map((diagnostic) => ({ place: placeOf(operation), hint: hintFor(operation), ...diagnostic })),
      );
    }
  });
}

const hintFor = ({ name }: Operation): string =>
  /^(stablehlo|chlo)\./.test(name)
    ? `correct the program, or what exports it: the specification of ${name} lists its constraints`
    : 'correct the program, or what exports it';

function signaturesOf(module: Module, collector: Collector): Signatures {
  const signatures = new Map<string, { inputs: readonly Type[]; results: readonly Type[] }>();
  for (const operation of topLevel(module)) {
    const name = symbolName(operation);
    const type = operation.attributes.function_type;
    if (operation.name !== 'func.func' || name === undefined) continue;
    if (signatures.has(name))
      collector.error({
        code: 'verify/symbol',
        message: `a function must be defined once (@${name} is there twice)`,
        place: placeOf(operation),
        hint: 'rename one of the two',
      });
    if (type?.kind === 'type' && type.type.kind === 'function') signatures.set(name, type.type);
  }
  return signatures;
}

function verifyOperation(operation: Operation, signatures: Signatures): void {
  const dialect = operation.name.slice(0, operation.name.indexOf('.'));
  const spec = specOf(operation.name);
  if (!spec) {
    // Ops of dialects that are not ours pass: the lowering decides about them.
    if (dialects.some(({ name }) => name === dialect))
      fail({ code: 'verify/unknown-op', message: `${dialect} has no op of this name (was ${operation.name})` });
    return;
  }
  checkStructure(operation);
  if (operation.name !== 'builtin.module')
    for (const region of operation.regions) for (const block of region.blocks) mustEndInReturn(operation, block.operations.at(-1));
  if (operation.name === 'func.func') verifyFunction(operation);
  else if (operation.name === 'func.call') verifyCall(operation, operation.attributes.callee, signatures);
  else if (operation.name === 'stablehlo.composite') verifyCall(operation, operation.attributes.decomposition, signatures);
  mustWriteTypes(operation, inferTypes(operation));
}

function mustEndInReturn({ name }: Operation, last: Operation | undefined): void {
  const wanted = name === 'func.func' ? 'func.return' : 'stablehlo.return';
  // A function of an older StableHLO may end in stablehlo.return; a body never ends in func.return.
  if (last?.name !== wanted && !(name === 'func.func' && last?.name === 'stablehlo.return'))
    fail({ code: 'verify/constraint', message: `a block of ${name} must end in ${wanted} (was ${last?.name ?? 'empty'})` });
}

function mustWriteTypes(operation: Operation, inferred: readonly Type[]): void {
  const written = typesOf(operation.results);
  if (written.length === inferred.length && written.every((type, index) => typesAgree(type, inferred[index] as Type))) return;
  fail({
    code: 'verify/type-mismatch',
    message: `${operation.name} must have the type ${describeTypes(inferred)} (was ${describeTypes(written)})`,
    hint: 'the type that is written must be the one that follows from the operands and attributes',
  });
}

const typesOf = (values: readonly Value[]): readonly Type[] => values.map(({ type }) => type);

function verifyFunction(operation: Operation): void {
  const { sym_name: name, function_type: type, body } = view(operation, func.ops.func);
  if (type.kind !== 'function')
    fail({ code: 'verify/function', message: `function_type of @${name} must be a function type (was ${type.kind})` });
  const [block] = body.blocks;
  if (!block) return;
  mustMatch(typesOf(block.arguments), type.inputs, 'verify/function', `@${name} must have the arguments of its type`);
  const last = block.operations.at(-1);
  mustMatch(typesOf(last?.operands ?? []), type.results, 'verify/function', `@${name} must return the results of its type`);
}

function verifyCall(operation: Operation, callee: Operation['attributes'][string] | undefined, signatures: Signatures): void {
  const name = callee?.kind === 'symbol' ? callee.name : '';
  const signature = signatures.get(name);
  if (!signature)
    fail({
      code: 'verify/symbol',
      message: `@${name} must be a function of the program (has ${[...signatures.keys()].map((known) => `@${known}`).join(', ') || 'none'})`,
    });
  mustMatch(typesOf(operation.operands), signature.inputs, 'verify/call', `@${name} must be given what it takes`);
  mustMatch(typesOf(operation.results), signature.results, 'verify/call', `a call of @${name} must have the types it returns`);
}

function mustMatch(given: readonly Type[], wanted: readonly Type[], code: string, what: string): void {
  if (given.length === wanted.length && given.every((type, index) => typesAgree(type, wanted[index] as Type))) return;
  fail({ code, message: `${what}: ${describeTypes(wanted) || 'nothing'} (was ${describeTypes(given) || 'nothing'})` });
}
