// A custom op as its author describes it: names, attributes with defaults and limits, the shapes of its results, and how it is
// written in plain StableHLO. RMS norm is one; users add their own through the same door.
import { type Diagnostic, fail, type Place } from '@hlolite/diagnostics';
import type { Type, Value } from '@hlolite/mlir-parser';
import { Float } from '@hlolite/tflite-schema';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import type { AttributeValue, AttributeValues } from './attributes.js';
import type { Policy } from './policy.js';

/** An attribute of a custom op. */
export interface AttributeSpec {
  readonly kind: 'float' | 'integer' | 'boolean' | 'string';
  /** Taken when the program does not have the attribute; a warning says so. Without it the attribute must be there. */
  readonly default?: number | boolean | string;
  /** Other names that programs give it. */
  readonly aliases?: readonly string[];
  /** What must hold of the value, in words for the message ("be greater than 0"), or undefined when it holds. */
  readonly check?: (value: number | boolean | string) => string | undefined;
  /** No warning when the default is taken: nobody expects the attribute to be there. */
  readonly quiet?: boolean;
}

/** Attribute values after checking, by the names of the definition. */
export type CheckedAttributes = Readonly<Record<string, number | boolean | string>>;

/** A call of a custom op, as shape inference and decomposition see it. */
export interface CustomOpCall {
  readonly operands: readonly Value[];
  readonly attributes: CheckedAttributes;
}

/** What an author says of a custom op: its names, attributes, result types, and what it is in StableHLO. */
export interface CustomOp {
  readonly name: string;
  /** The targets of custom_call and names of composites that mean this op. */
  readonly targets: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  /** The policy when the user names none; `custom` when absent. */
  readonly policy?: Policy;
  /**
   * The types of the results, from the operands and attributes; checks what the op asks of its operands on the way.
   * @throws CompileError, or any Error, with what must hold and what was found.
   */
  readonly inferTypes?: (call: CustomOpCall) => readonly Type[];
  /** The op in plain StableHLO, one value a result: what the policies `decompose` and `composite` need. */
  readonly decompose?: (call: CustomOpCall, b: StableHloBuilder) => readonly Value[];
}

const KINDS: Readonly<Record<AttributeSpec['kind'], string>> = {
  float: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  string: 'a string',
};

/** Makes a definition; it only helps TypeScript. */
export const customOp = (definition: CustomOp): CustomOp => definition;

/** The attributes of a call, checked against the definition: defaults taken, limits tested. Others pass through untouched in `all`. */
export function checkAttributes(
  definition: CustomOp,
  given: AttributeValues,
  place: Place,
  target: string,
  report: (diagnostic: Diagnostic) => void,
): { checked: CheckedAttributes; all: AttributeValues } {
  const checked: Record<string, number | boolean | string> = {};
  const all: Record<string, AttributeValue> = { ...given };
  for (const [name, spec] of Object.entries(definition.attributes)) {
    const found = [name, ...(spec.aliases ?? [])].find((candidate) => Object.hasOwn(given, candidate));
    const value = found === undefined ? assumed(spec, name, place, target, report) : plainScalar(given[found] as AttributeValue, spec.kind);
    const complaint = value === undefined ? `be ${KINDS[spec.kind]}` : spec.check?.(value);
    if (value === undefined || complaint !== undefined)
      fail({
        code: 'custom/attribute',
        message: `${name} of ${target} must ${complaint} (was ${show(found === undefined ? value : given[found])})`,
        place,
        hint: `correct it in the program, or set it: --custom-op-attr ${target}.${name}=VALUE`,
      });
    checked[name] = value;
    // In its own name and kind, whatever alias or integer the program has; a default that nobody expects is not written out.
    if (found !== undefined || !spec.quiet) all[name] = inKind(value, spec.kind, found === undefined ? undefined : given[found]);
  }
  return { checked, all };
}

function assumed(spec: AttributeSpec, name: string, place: Place, target: string, report: (diagnostic: Diagnostic) => void) {
  const hint = `set it: --custom-op-attr ${target}.${name}=VALUE`;
  if (spec.default === undefined)
    return fail({ code: 'custom/missing-attribute', message: `${target} must have the attribute ${name}`, place, hint });
  if (!spec.quiet)
    report({
      severity: 'warning',
      code: 'custom/assumed-attribute',
      message: `${target} does not say its ${name}; ${spec.default} is assumed`,
      place,
      hint,
    });
  return spec.default;
}

/** The checked value as an option: a float as the program wrote it, an integer for a float as that float. */
function inKind(value: number | boolean | string, kind: AttributeSpec['kind'], given: AttributeValue | undefined): AttributeValue {
  if (kind !== 'float') return value;
  return given instanceof Float ? given : new Float(Number(value));
}

/** A scalar of the wanted kind, or undefined. Integers do for floats; `NaN` as text does for no number. */
function plainScalar(value: AttributeValue, kind: AttributeSpec['kind']): number | boolean | string | undefined {
  if (kind === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (kind === 'string') return typeof value === 'string' ? value : undefined;
  const number = value instanceof Float ? value.value : typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  return kind === 'integer' && !Number.isInteger(number) ? undefined : number;
}

const show = (value: unknown): string =>
  value instanceof Float ? String(value.value) : typeof value === 'string' ? JSON.stringify(value) : String(value);
