// From a function of the program to the body that is lowered: the passes in order, each with its why in its own file.
import type { Operation, Type } from '@hlolite/mlir-parser';
import type { Context } from '../context.js';
import { recognisable } from '../custom-ops/recognised.js';
import { KnownFunctions } from '../recognise/unary-function.js';
import { needsShapes, staticShapes } from '../unknown-sizes/static-shapes.js';
import { absorbTransposes } from './absorb-transposes.js';
import { applyPolicies } from './apply-policies.js';
import { type BoundArguments, bindArguments } from './bind-arguments.js';
import { type Body, everywhere } from './body.js';
import { computeOnReals } from './compute-on-reals.js';
import { dropDead } from './drop-dead.js';
import { foldConstants } from './fold-constants.js';
import { hoistInvariants } from './hoist-invariants.js';
import { inlineCalls } from './inline-calls.js';
import { invariantState } from './invariant-state.js';
import { markedComposites } from './marked-composites.js';
import { recogniseFunctions } from './recognise-functions.js';
import { recogniseNorms } from './recognise-norms.js';
import { recogniseResizes } from './recognise-resizes.js';
import { splitComplex } from './split-complex/split-complex.js';
import { writeOutChlo } from './write-out-chlo/write-out-chlo.js';
import { writeOutNormalizations } from './write-out-normalizations.js';
import { writeOutOlderOps } from './write-out-older-ops.js';

/**
 * The body of a function, ready for the rows of the families. Passes work inside branches and loops as they do outside.
 * `types` are those of the arguments that are not bound, where the program leaves sizes open.
 */
export function prepare(fn: Operation, context: Context, bound?: BoundArguments, types?: readonly Type[]): Body {
  let body = flatten(fn, context);
  if (bound) body = bindArguments(body, bound, context.diagnostics);
  if (needsShapes(body)) {
    const given = types ?? body.arguments.map(({ type }) => type);
    body = staticShapes(body, given, context, (decomposition) => flatten(decomposition, context));
  }
  body = policies(body, context);
  body = everywhere(computeOnReals)(body);
  body = everywhere(writeOutNormalizations)(body);
  body = everywhere(writeOutChlo)(body);
  body = everywhere(writeOutOlderOps)(body);
  body = everywhere(absorbTransposes)(body);
  body = everywhere(withSmallLoops(context))(body);
  body = everywhere(dropDead)(body);
  body = foldConstants(body);
  const split = splitComplex(body, context);
  // Complex constants are folded above, where they are computed exactly; what is left to fold are formulas on their parts.
  if (split !== body) body = foldConstants(split);
  body = everywhere(dropDead)(body);
  body = everywhere(resizes(context, types !== undefined))(body);
  return context.exact ? body : everywhere(recogniseAndDrop(context))(body);
}

const withSmallLoops = (context: Context) => (body: Body) =>
  hoistInvariants(
    invariantState(body, (loop) => context.fired('invariant-state', loop)),
    (loop) => context.fired('hoist-invariants', loop),
  );

const resizes = (context: Context, unknownSizes: boolean) => (body: Body) => {
  const options = { exact: context.exact, anySize: unknownSizes || context.anySize };
  return recogniseResizes(body, options, (name, at) => context.fired(name, at));
};

function recogniseAndDrop(context: Context): (body: Body) => Body {
  const known = new KnownFunctions();
  return (body) => dropDead(recogniseFunctions(body, known, (name, at) => context.fired(name, at)));
}

const flatten = (fn: Operation, context: Context): Body =>
  everywhere((body) => markedComposites(body, context.functions))(inlineCalls(fn, context.functions));

const policies = (body: Body, context: Context): Body =>
  everywhere((each) => applyPolicies(norms(each, context), context, (decomposition) => policies(flatten(decomposition, context), context)))(
    body,
  );

/** Where the user asks for them. */
const norms = (body: Body, { customOps, fired }: Context): Body =>
  customOps.recognised && recognisable.rms_norm in customOps.recognised ? recogniseNorms(body, (at) => fired('recognise-norms', at)) : body;
