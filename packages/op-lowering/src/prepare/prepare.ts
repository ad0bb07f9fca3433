// From a function of the program to the body that is lowered: the passes in order, each with its why in its own file.
import type { Operation } from '@hlolite/mlir-parser';
import type { Context } from '../context.js';
import { absorbTransposes } from './absorb-transposes.js';
import { applyPolicies } from './apply-policies.js';
import { type BoundArguments, bindArguments } from './bind-arguments.js';
import type { Body } from './body.js';
import { dropDead } from './drop-dead.js';
import { foldConstants } from './fold-constants.js';
import { inlineCalls } from './inline-calls.js';
import { markedComposites } from './marked-composites.js';

/** The body of a function, ready for the rows of the families. */
export function prepare(fn: Operation, context: Context, bound?: BoundArguments): Body {
  let body = flatten(fn, context);
  if (bound) body = bindArguments(body, bound, context.diagnostics);
  body = applyPolicies(body, context, (decomposition) => expand(decomposition, context));
  body = absorbTransposes(body);
  body = dropDead(body);
  body = foldConstants(body);
  return dropDead(body);
}

const flatten = (fn: Operation, context: Context): Body => markedComposites(inlineCalls(fn, context.functions), context.functions);

const expand = (fn: Operation, context: Context): Body =>
  applyPolicies(flatten(fn, context), context, (decomposition) => expand(decomposition, context));
