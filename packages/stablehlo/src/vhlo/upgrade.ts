// Portable artifacts: ops of any version of VHLO become those of StableHLO and func as they are today. Each version is read by its own row,
// and what a later version added is what StableHLO takes for granted: so no version passes through those after it.
import { Collector, fail } from '@hlolite/diagnostics';
import { type Attribute, type Attributes, type Module, type Operation, sameType, walk } from '@hlolite/mlir-parser';
import { attempt } from './attempt.js';
import { fromVhlo } from './attributes.js';
import type { Form } from './forms.js';
import { fullName, type OpVersion, versionNamed } from './ops.js';
import { type Renamed, rebuild } from './rebuild.js';
import { foldRecord } from './records.js';
import { checkArtifactVersion, currentVersion } from './version.js';

export interface UpgradeOptions {
  /** The version that the artifact says it is of (`vhloVersion` of its producer): one that is newer than this library is refused. */
  readonly version?: string;
}

/** Whether the program is a portable artifact: some of its operations are VHLO's. */
export function isVhlo(module: Module): boolean {
  for (const { name } of walk(module)) if (name.startsWith('vhlo.')) return true;
  return false;
}

/**
 * A VHLO program of any version from 0.9.0 to 1.20.0 as StableHLO. Attributes that say what StableHLO takes for granted are left out, as
 * StableHLO's own deserializer does. Operations of other dialects stay as they are.
 * @throws CompileError with all that is wrong: `vhlo/newer-version`, `vhlo/version`, `vhlo/unknown-op`, `vhlo/unknown-attribute`,
 * `vhlo/missing-attribute`, `vhlo/attribute-kind`.
 */
export function upgrade(module: Module, { version }: UpgradeOptions = {}): Module {
  if (version !== undefined) checkArtifactVersion(version);
  const collector = new Collector();
  const upgraded = rebuild(module, (operation, parent) => {
    if (isIdentityCast(operation)) return undefined;
    if (!operation.name.startsWith('vhlo.')) return operation;
    return attempt(operation, collector, DAMAGED, () => upgradeOperation(operation, parent)) ?? operation;
  });
  collector.throwIfFailed();
  return upgraded;
}

const DAMAGED = 'the artifact is damaged, or its writer does not follow VHLO: export the program again';

/** Artifacts with ops of other dialects cast between VHLO's types and builtin ones, which are the same here. */
const isIdentityCast = ({ name, operands, results }: Operation): boolean =>
  name === 'builtin.unrealized_conversion_cast' &&
  operands.length === results.length &&
  operands.every(({ type }, index) => sameType(type, (results[index] as Operation['results'][number]).type));

function upgradeOperation({ name, attributes }: Operation, parent: Operation | undefined): Renamed {
  const { base, row } = versionNamed(name) ?? unknownOp(name);
  return { name: fullName(base, parent !== undefined && isFunction(parent)), attributes: upgradeAttributes(attributes, row) };
}

const isFunction = ({ name }: Operation): boolean => name === 'vhlo.func_v1' || name === 'func.func';

const unknownOp = (name: string): never =>
  fail({
    code: 'vhlo/unknown-op',
    message: `an op must be one of VHLO ${currentVersion} or older (there is no ${name})`,
    hint: 'the artifact may come from a newer version: update hlolite, or export the program again for an older version',
  });

function upgradeAttributes(attributes: Attributes, { attributes: forms = {}, records = {} }: OpVersion): Attributes {
  const upgraded: Record<string, Attribute> = Object.create(null);
  const rest = new Set(Object.keys(attributes));
  for (const [name, flat] of Object.entries(records)) {
    const record = foldRecord(flat, attributes);
    if (record) upgraded[name] = record;
    for (const field in flat.fields) rest.delete(field);
  }
  for (const [name, form] of Object.entries(forms)) {
    const attribute = upgradeAttribute(name, attributes[name], form);
    if (attribute) upgraded[name] = attribute;
    rest.delete(name);
  }
  // What no table knows is the user's: sharding, frontend attributes.
  for (const name of rest) upgraded[name] = fromVhlo(attributes[name] as Attribute);
  keepLayouts(upgraded, attributes);
  return upgraded;
}

function upgradeAttribute(name: string, attribute: Attribute | undefined, form: Form): Attribute | undefined {
  if (attribute === undefined)
    return fail({ code: 'vhlo/missing-attribute', message: `${name} must be there: VHLO writes every attribute (was missing)` });
  if (form.dropped || form.default?.is(attribute)) return undefined;
  const upgraded = form.fromVhlo(attribute);
  if (upgraded) return upgraded;
  return fail({ code: 'vhlo/attribute-kind', message: `${name} must be ${form.expected} (was ${attribute.kind})` });
}

/** Layouts of operands and results are left out together, or both kept: StableHLO's verifier wants both or none. */
function keepLayouts(upgraded: Record<string, Attribute>, { operand_layouts: operands, result_layouts: results }: Attributes): void {
  if (!operands || !results || (!upgraded.operand_layouts && !upgraded.result_layouts)) return;
  upgraded.operand_layouts ??= fromVhlo(operands);
  upgraded.result_layouts ??= fromVhlo(results);
}
