// What becomes of a custom op: the table of policies, and the choice for a name. The name is the target of a custom_call or the name
// of a composite. What the user says goes first, then the op's definition, then the default of its kind.
import { type Collector, fail, type Place } from '@hlolite/diagnostics';
import type { AttributeValue } from './attributes.js';
import type { CustomOp } from './custom-op.js';

/** Each policy and what it gives in the .tflite. */
export const policies = {
  custom: 'a CUSTOM op with all attributes in its options; a kernel must be there at run time',
  composite: 'a STABLEHLO_COMPOSITE with its decomposition: runs everywhere, fast where the name is known',
  decompose: 'builtin ops only',
  stablehlo: 'a STABLEHLO_CUSTOM_CALL, for interchange: LiteRT has no kernel for it',
  error: 'an error: to be told that the op is there',
} as const;

/** What becomes of a custom op: a name of the table `policies`. */
export type Policy = keyof typeof policies;

/** Whether a text names a policy. */
export const isPolicy = (name: string): name is Policy => Object.hasOwn(policies, name);

/** A user's choice for one name; `code` is the CUSTOM op's name when it is to differ. */
export interface PolicyChoice {
  readonly policy: Policy;
  readonly code?: string;
}

/** All that is known of custom ops in one run. */
export interface CustomOps {
  readonly definitions: readonly CustomOp[];
  readonly choices: Readonly<Record<string, PolicyChoice>>;
  /** The policies of ops that are recognised in the program; what `choices` say of the same name goes first. */
  readonly recognised?: Readonly<Record<string, PolicyChoice>>;
  /** Attributes that the user gives, by name of the custom op. They win over what the program says. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, AttributeValue>>>>;
}

/** The definition that knows a name, if any; the user's own come first. */
export const definitionOf = (customOps: CustomOps, name: string): CustomOp | undefined =>
  customOps.definitions.find((definition) => definition.name === name || definition.targets.includes(name));

const lookup = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** The policy for a custom_call's target. */
export function policyForCustomCall(customOps: CustomOps, target: string): PolicyChoice {
  return (
    lookup(customOps.choices, target) ??
    lookup(customOps.recognised ?? {}, target) ?? { policy: definitionOf(customOps, target)?.policy ?? 'custom' }
  );
}

/** Composites of litert-torch that say no more than their decompositions, which kernels are recognised in and layouts move through. */
const WRITTEN_OUT = new Set(['tfl.resize_nearest_neighbor', 'odml.upsample_bilinear2d', 'aten.avg_pool2d.default', 'tfl.mirror_pad']);

/** The policy for a composite's name. `litert_custom_op.NAME` asks for a CUSTOM op by its very name, as in the official converter. */
export function policyForComposite(customOps: CustomOps, name: string): PolicyChoice {
  const usual = WRITTEN_OUT.has(name) ? 'decompose' : name.startsWith('litert_custom_op.') ? 'custom' : 'composite';
  return lookup(customOps.choices, name) ?? { policy: usual };
}

/** Names that the user said something of and that no custom op of the program has: a misspelt one is not passed over. */
export function warnOfUnmet(
  { choices, attributes }: Pick<CustomOps, 'choices' | 'attributes'>,
  met: ReadonlySet<string>,
  diagnostics: Collector,
): void {
  for (const name of new Set([...Object.keys(choices), ...Object.keys(attributes)]))
    if (!met.has(name))
      diagnostics.warn({
        code: 'custom/unmet',
        message: `what is said of a custom op must name one of the program: ${[...met].join(', ') || 'it has none'} (was ${name})`,
        hint: 'correct the name, or leave it out',
      });
}

/** Parses `POLICY` or `POLICY:CODE`, as the command line has it. */
export function parsePolicy(text: string, place?: Place): PolicyChoice {
  const [policy = '', ...rest] = text.split(':');
  if (!isPolicy(policy))
    return fail({
      code: 'lower/unknown-policy',
      message: `a custom-op policy must be one of ${Object.keys(policies).join(', ')} (was "${policy}")`,
      hint: Object.entries(policies)
        .map(([name, meaning]) => `${name}: ${meaning}`)
        .join('; '),
      ...(place && { place }),
    });
  return rest.length > 0 ? { policy, code: rest.join(':') } : { policy };
}
