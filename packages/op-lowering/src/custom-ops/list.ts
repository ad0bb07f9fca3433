// The custom ops of a program with what would become of each: what a front end offers its user to choose from.
import { Collector } from '@hlolite/diagnostics';
import { type Module, type Operation, walk } from '@hlolite/mlir-parser';
import { functionsOf } from '../context.js';
import { entryOf } from '../entry.js';
import type { LowerOptions } from '../lower.js';
import { everywhere } from '../prepare/body.js';
import { inlineCalls } from '../prepare/inline-calls.js';
import { markedComposites } from '../prepare/marked-composites.js';
import type { AttributeValues } from './attributes.js';
import type { PolicyChoice } from './policy.js';
import { choiceFor, isComposite, isCustomCall, resolveCall, targetOf } from './resolve.js';
import { rmsNorm } from './rms-norm.js';

/** A custom op of a program: all calls of one target, or all composites of one name. */
export interface CustomOpUse {
  readonly target: string;
  readonly form: 'custom_call' | 'composite';
  readonly count: number;
  /** The policy that applies. */
  readonly choice: PolicyChoice;
  /** The attributes of its first use, the user's and assumed defaults among them; none where they are wrong, which `lower` reports. */
  readonly attributes: AttributeValues;
  /** Names of attributes that the program does not say. */
  readonly assumed: readonly string[];
}

/**
 * The custom ops of the entry function, of its branches and loops, and of what it calls, in the order of their first use.
 * @throws CompileError as `lower` does for a program without an entry function or with recursive calls
 */
export function customOpsIn(module: Module, options: LowerOptions = {}): readonly CustomOpUse[] {
  const functions = functionsOf(module);
  const inlined = inlineCalls(entryOf(functions, module, options.entry), functions);
  const body = everywhere((each) => markedComposites(each, functions))(inlined);
  const uses = new Map<string, CustomOpUse>();
  for (const operation of body.operations.flatMap((each) => [...walk(each)])) {
    if (!isCustomCall(operation) && !isComposite(operation)) continue;
    const target = targetOf(operation);
    const known = uses.get(target);
    uses.set(target, known ? { ...known, count: known.count + 1 } : firstUse(operation, target, options));
  }
  return [...uses.values()];
}

function firstUse(operation: Operation, target: string, options: LowerOptions): CustomOpUse {
  const { customOps = [], customOpPolicies: choices = {}, customOpAttributes: attributes = {} } = options;
  const known = { definitions: [...customOps, rmsNorm], choices, attributes };
  const attempt = (definitions: typeof known.definitions) => {
    const unheard = new Collector();
    return unheard.attempt(() => resolveCall(operation, { ...known, definitions }, unheard));
  };
  const given = attempt([])?.attributes ?? {};
  const resolved = attempt(known.definitions);
  const isGiven = (name: string) =>
    [name, ...(resolved?.definition?.attributes[name]?.aliases ?? [])].some((candidate) => Object.hasOwn(given, candidate));
  return {
    target,
    form: isCustomCall(operation) ? 'custom_call' : 'composite',
    count: 1,
    choice: choiceFor(operation, known),
    attributes: resolved?.attributes ?? given,
    assumed: Object.keys(resolved?.attributes ?? {}).filter((name) => !isGiven(name)),
  };
}
