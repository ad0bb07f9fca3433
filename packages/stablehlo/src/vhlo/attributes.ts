// Attributes that stand for themselves: all but those that forms.ts and records.ts reshape. The bytecode's codec reads VHLO's attributes as
// the builtin ones that they mean; enums and records keep their VHLO names (`vhlo.precision_v1`), and are renamed here.
import { fail } from '@hlolite/diagnostics';
import type { Attribute, Attributes, StructValue } from '@hlolite/mlir-parser';
import { attributeVersions, isMesh } from './limits.js';

/** The name in VHLO, and the name in StableHLO. */
const vhloNames: ReadonlyMap<string, string> = new Map(
  Object.keys(attributeVersions).map((name) => [`stablehlo.${name}`, `vhlo.${name}_v1`]),
);
const stablehloNames: ReadonlyMap<string, string> = new Map([...vhloNames].map(([stablehlo, vhlo]) => [vhlo, stablehlo]));

/**
 * A VHLO attribute as StableHLO has it.
 * @throws CompileError `vhlo/unknown-attribute`
 */
export function fromVhlo(attribute: Attribute): Attribute {
  switch (attribute.kind) {
    case 'array':
      return { kind: 'array', elements: attribute.elements.map(fromVhlo) };
    case 'dictionary':
      return { kind: 'dictionary', entries: mapAttributes(attribute.entries, fromVhlo) };
    case 'enum':
      return { ...attribute, name: renamed(attribute.name, stablehloNames) };
    case 'struct': {
      const fields = mapFields(attribute.fields, fromVhlo);
      // A mesh is named by a symbol; VHLO has only strings.
      if (fields.mesh !== undefined && isAttribute(fields.mesh) && fields.mesh.kind === 'string')
        fields.mesh = { kind: 'symbol', name: fields.mesh.value, nested: [] };
      return { kind: 'struct', name: renamed(attribute.name, stablehloNames), fields };
    }
    default:
      return attribute;
  }
}

function renamed(name: string, names: ReadonlyMap<string, string>): string {
  if (!name.startsWith('vhlo.')) return name;
  const known = names.get(name);
  if (known !== undefined) return known;
  return fail({
    code: 'vhlo/unknown-attribute',
    message: `an attribute of VHLO must be one of its known ones (was #${name})`,
    hint: 'the artifact may come from a newer version: update hlolite, or export the program again for an older version',
  });
}

/**
 * An attribute of StableHLO as VHLO has it.
 * @throws CompileError `vhlo/unsupported-attribute` for attributes without a form in VHLO.
 */
export function toVhlo(attribute: Attribute): Attribute {
  switch (attribute.kind) {
    case 'bool':
    case 'integer':
    case 'float':
    case 'type':
    case 'dense':
      return attribute;
    case 'string':
      return attribute.type ? withoutForm('a string with a type') : attribute;
    case 'symbol':
      return attribute.nested.length > 0 ? withoutForm('a nested symbol') : { kind: 'string', value: attribute.name };
    case 'array':
      return { kind: 'array', elements: attribute.elements.map(toVhlo) };
    case 'dictionary':
      return { kind: 'dictionary', entries: mapAttributes(attribute.entries, toVhlo) };
    case 'enum':
    case 'struct': {
      const name = vhloNames.get(attribute.name) ?? withoutForm(`#${attribute.name}`);
      return attribute.kind === 'enum' ? { ...attribute, name } : { kind: 'struct', name, fields: mapFields(attribute.fields, toVhlo) };
    }
    case 'opaque':
      return isMesh(attribute.text) ? attribute : withoutForm(attribute.text);
    case 'dense-resource':
      return withoutForm('a constant in a resource', 'write the constant out: dense<…>');
    default:
      return withoutForm(`a ${attribute.kind} attribute`);
  }
}

const WITHOUT_FORM = 'remove the attribute before the artifact is made, or write the program as bytecode of StableHLO instead';

const withoutForm = (what: string, hint = WITHOUT_FORM): never =>
  fail({
    code: 'vhlo/unsupported-attribute',
    message: `an attribute must have a form in VHLO (${what} has none)`,
    hint,
  });

/** The attributes with each changed. */
export function mapAttributes(attributes: Attributes, change: (attribute: Attribute) => Attribute): Attributes {
  const changed: Record<string, Attribute> = Object.create(null);
  for (const name in attributes) changed[name] = change(attributes[name] as Attribute);
  return changed;
}

function mapFields(
  fields: Readonly<Record<string, StructValue>>,
  change: (attribute: Attribute) => Attribute,
): Record<string, StructValue> {
  const changed: Record<string, StructValue> = {};
  for (const [name, value] of Object.entries(fields)) changed[name] = isAttribute(value) ? change(value) : value;
  return changed;
}

const isAttribute = (value: StructValue): value is Attribute => typeof value === 'object' && 'kind' in value;
