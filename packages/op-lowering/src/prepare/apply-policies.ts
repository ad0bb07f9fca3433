// Given: a body with custom_calls and composites. Result: those with the policy `decompose` written out in plain ops, and custom_calls with
// the policy `composite` turned into composites. The other policies keep the op; families/custom.ts lowers it.

import { CompileError, fail } from '@hlolite/diagnostics';
import { type Operation, operation, placeOf, stablehlo, type Value, view } from '@hlolite/mlir-parser';
import { type Context, functionNamed } from '../context.js';
import { attributesOf } from '../custom-ops/attributes.js';
import { choiceFor, isComposite, isCustomCall, noDecomposition, type ResolvedCall, resolveCall, targetOf } from '../custom-ops/resolve.js';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, Rewriter } from './body.js';
import { functionOf } from './functions.js';

/** `expand` gives the prepared body of a decomposition's function, its own custom ops treated in turn. */
export function applyPolicies(body: Body, context: Context, expand: (fn: Operation) => Body): Body {
  const rewriter = new Rewriter();
  const operations: Operation[] = [];
  const splice = (original: Operation, inner: readonly Operation[], results: readonly Value[]) => {
    operations.push(...inner);
    original.results.forEach((result, index) => rewriter.replace(result, results[index] as Value));
  };
  for (const original of body.operations) {
    const carried = rewriter.carry(original);
    const replaced = context.diagnostics.attempt(() => replacement(carried, context, expand)) ?? undefined;
    if (replaced) splice(carried, replaced.operations, replaced.results);
    else operations.push(carried);
    if (replaced && carried !== original)
      original.results.forEach((result, index) => rewriter.replace(result, replaced.results[index] as Value));
  }
  return { ...body, operations, results: rewriter.values(body.results) };
}

interface Replacement {
  readonly operations: readonly Operation[];
  readonly results: readonly Value[];
}

function replacement(op: Operation, context: Context, expand: (fn: Operation) => Body): Replacement | undefined {
  if (!isCustomCall(op) && !isComposite(op)) return undefined;
  context.customOpsMet.add(targetOf(op));
  const { policy } = choiceFor(op, context.customOps);
  if (policy === 'decompose') return isComposite(op) ? expandComposite(op, context, expand) : decomposeCall(op, context);
  if (policy === 'composite' && isCustomCall(op)) {
    const composite = compositeOf(op, resolveCall(op, context.customOps, context.diagnostics), context);
    return { operations: [composite], results: composite.results };
  }
  return undefined;
}

/** The body of a composite's decomposition, on the composite's operands. */
function expandComposite(op: Operation, context: Context, expand: (fn: Operation) => Body): Replacement {
  const fn = functionNamed(context.functions, view(op, stablehlo.ops.composite).decomposition, op);
  const body = expand(fn);
  const rewriter = new Rewriter();
  body.arguments.forEach((argument, index) => rewriter.replace(argument, op.operands[index] as Value));
  const operations = body.operations.map((inner) => rewriter.carry(inner, undefined, true));
  return { operations, results: rewriter.values(body.results) };
}

function decomposeCall(op: Operation, context: Context): Replacement {
  const call = resolveCall(op, context.customOps, context.diagnostics);
  return writeOut(op, op.operands, call, 'decompose');
}

/** The op in plain StableHLO as its definition writes it. */
function writeOut(op: Operation, operands: readonly Value[], { target, definition, checked }: ResolvedCall, policy: string): Replacement {
  if (!definition?.decompose) return noDecomposition(op, target, policy);
  const builder = new StableHloBuilder(op);
  try {
    const results = definition.decompose({ operands, attributes: checked }, builder);
    return { operations: builder.operations, results };
  } catch (error) {
    if (error instanceof CompileError) throw error;
    return fail({
      code: 'custom/decomposition',
      message: `the decomposition of ${target} failed: ${error instanceof Error ? error.message : String(error)}`,
      place: placeOf(op),
    });
  }
}

/** A composite that means a custom_call, with the definition's decomposition as its function. */
function compositeOf(op: Operation, call: ResolvedCall, context: Context): Operation {
  const parameters = op.operands.map((operand, index): Value => ({ type: operand.type, index }));
  const { operations, results } = writeOut(op, parameters, call, 'composite');
  let symbol = `${call.target}.decomposition`;
  for (let n = 1; context.functions.has(symbol); n++) symbol = `${call.target}.decomposition_${n}`;
  context.functions.set(symbol, functionOf(symbol, parameters, operations, results));
  return operation({
    name: 'stablehlo.composite',
    operands: op.operands,
    resultTypes: op.results.map((result) => result.type),
    attributes: {
      name: { kind: 'string', value: call.choice.code ?? call.target },
      composite_attributes: { kind: 'dictionary', entries: attributesOf(call.attributes) },
      decomposition: { kind: 'symbol', name: symbol, nested: [] },
    },
    location: op.location,
    ...(op.span && { span: op.span }),
  });
}
