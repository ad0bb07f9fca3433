// One call of a custom op with everything known of it: target, policy, all attributes, and what its definition makes of them.
import { type Collector, CompileError, fail, type Place } from '@hlolite/diagnostics';
import { type Operation, placeOf, stablehlo, type Type, typeText, view } from '@hlolite/mlir-parser';
import { typesAgree } from '@hlolite/stablehlo';
import { Float } from '@hlolite/tflite-schema';
import { type AttributeValues, compositeAttributes, customCallAttributes } from './attributes.js';
import { type CheckedAttributes, type CustomOp, type CustomOpCall, checkAttributes } from './custom-op.js';
import { type CustomOps, definitionOf, type PolicyChoice, policyForComposite, policyForCustomCall } from './policy.js';

export interface ResolvedCall {
  readonly target: string;
  readonly choice: PolicyChoice;
  readonly definition?: CustomOp;
  /** Every attribute: the program's, the user's, and assumed defaults. */
  readonly attributes: AttributeValues;
  /** Those that the definition knows. */
  readonly checked: CheckedAttributes;
}

export const isCustomCall = (operation: Operation): boolean => operation.name === 'stablehlo.custom_call';
export const isComposite = (operation: Operation): boolean => operation.name === 'stablehlo.composite';

/** The target of a custom_call or the name of a composite. */
export function targetOf(operation: Operation): string {
  return isCustomCall(operation)
    ? view(operation, stablehlo.ops.custom_call).call_target_name
    : view(operation, stablehlo.ops.composite).name;
}

/** The policy that applies to a custom_call or composite. */
export function choiceFor(operation: Operation, customOps: CustomOps): PolicyChoice {
  const target = targetOf(operation);
  return isCustomCall(operation) ? policyForCustomCall(customOps, target) : policyForComposite(customOps, target);
}

/**
 * Everything about a call. A custom_call is checked against its op's definition; a composite is as good as its decomposition.
 * @throws CompileError `custom/attribute`, `custom/missing-attribute`, `custom/operands` or `custom/result-type`.
 */
export function resolveCall(operation: Operation, customOps: CustomOps, diagnostics: Collector): ResolvedCall {
  const target = targetOf(operation);
  const choice = choiceFor(operation, customOps);
  const definition = definitionOf(customOps, target);
  const given = { ...givenAttributes(operation), ...userAttributes(customOps, target) };
  if (!definition || (isComposite(operation) && choice.policy !== 'custom')) return { target, choice, attributes: given, checked: {} };
  const place = placeOf(operation);
  const { checked, all } = checkAttributes(definition, given, place, target, (diagnostic) => diagnostics.diagnostics.push(diagnostic));
  checkTypes(definition, { operands: operation.operands, attributes: checked }, operation, target, place);
  return { target, choice, definition, attributes: all, checked };
}

function givenAttributes(operation: Operation): AttributeValues {
  if (isCustomCall(operation)) return customCallAttributes(operation);
  const { composite_attributes: attributes, version } = view(operation, stablehlo.ops.composite);
  return compositeAttributes(attributes, version);
}

/** Numbers that a user gives are floats where they are no integers. */
function userAttributes(customOps: CustomOps, target: string): AttributeValues {
  const given = Object.hasOwn(customOps.attributes, target) ? (customOps.attributes[target] as AttributeValues) : {};
  const tagged = Object.entries(given).map(
    ([name, value]) => [name, typeof value === 'number' && !Number.isInteger(value) ? new Float(value) : value] as const,
  );
  return Object.fromEntries(tagged);
}

function checkTypes(definition: CustomOp, call: CustomOpCall, operation: Operation, target: string, place: Place): void {
  let types: readonly Type[] | undefined;
  try {
    types = definition.inferTypes?.(call);
  } catch (error) {
    // An author of a custom op says what is wrong by throwing any error; the place is known here.
    if (error instanceof CompileError) throw error;
    fail({
      code: 'custom/operands',
      message: `${target}: ${error instanceof Error ? error.message : String(error)}`,
      place,
      hint: 'correct the call in the program',
    });
  }
  if (types === undefined) return;
  const found = operation.results.map(({ type }) => type);
  const agree = found.length === types.length && found.every((type, index) => typesAgree(type, types[index] as Type));
  if (!agree)
    fail({
      code: 'custom/result-type',
      message: `the results of ${target} must be ${types.map(typeText).join(', ')} (was ${found.map(typeText).join(', ')})`,
      place,
      hint: 'correct the call in the program',
    });
}

/** The error for a call that cannot be written in other ops because nobody said how. */
export function noDecomposition(operation: Operation, target: string, policy: string): never {
  return fail({
    code: 'lower/no-decomposition',
    message: `policy ${policy} for ${target} must know its decomposition (none is defined)`,
    place: placeOf(operation),
    hint: `define the op with a decomposition (customOps in the API), or keep it: --custom-op ${target}=custom`,
  });
}
