// Portable artifacts for consumers of an older StableHLO: each op becomes VHLO's of the chosen version, with every attribute written out.
import { Collector, type Complaint, fail } from '@hlolite/diagnostics';
import { type Attribute, type Attributes, type Module, type Operation, placeOf, type Type } from '@hlolite/mlir-parser';
import { attempt } from './attempt.js';
import { toVhlo } from './attributes.js';
import { unmetConstraints } from './constraints.js';
import type { Form } from './forms.js';
import { type Lack, lacksOfAttribute, lacksOfType } from './limits.js';
import { baseName, type VersionedOp, versionAt, vhloOps } from './ops.js';
import { type Renamed, rebuild } from './rebuild.js';
import { flattenRecord } from './records.js';
import { checkVersion } from './version.js';

/**
 * A StableHLO program as VHLO of a version, from 0.9.0 to 1.20.0. `upgrade` gives the same program back, but for attributes that say what
 * StableHLO takes for granted, and the type of the channel of a collective op, which VHLO does not keep.
 * @throws CompileError with all that the version cannot hold: `vhlo/unsupported-op`, `vhlo/unsupported-attribute`, `vhlo/unsupported-type`,
 * `vhlo/foreign-op`, `vhlo/missing-attribute`, `vhlo/attribute-kind`; and `vhlo/version` or `vhlo/newer-version` for the version itself.
 */
export function downgrade(module: Module, version: string): Module {
  checkVersion(version);
  const downgrader = new Downgrader(version);
  const downgraded = rebuild(module, (operation) => downgrader.rename(operation));
  downgrader.collector.throwIfFailed();
  return downgraded;
}

const MALFORMED = 'write the operation as the spec of StableHLO has it';

/** The way out when a version is too old. */
const orLater = (since: string) => `write the artifact for version ${since} or later, or express the program without it`;

/** litert-torch writes weights as `arith.constant`, which VHLO does not have; of a tensor it is the same as StableHLO's constant. */
const isTensorConstant = ({ name, attributes }: Operation): boolean => name === 'arith.constant' && attributes.value?.kind === 'dense';

class Downgrader {
  readonly collector = new Collector();
  /** Types that were looked at; programs share most of theirs. */
  private readonly checked = new Set<Type>();
  /** What was said to be lacking: types and foreign ops are reported where they come first. */
  private readonly reported = new Set<string>();

  constructor(private readonly version: string) {}

  rename(given: Operation): Renamed {
    const operation = isTensorConstant(given) ? { ...given, name: 'stablehlo.constant' } : given;
    if (operation.name === 'builtin.module') return operation;
    const base = baseName(operation.name);
    const op = base === undefined ? undefined : versionAt(base, this.version);
    if (base === undefined) this.refuseForeign(operation);
    else if (op === undefined) this.refuse(operation, 'vhlo/unsupported-op', 'the op', vhloOps.get(base)?.[0]?.since);
    this.checkTypes(operation);
    if (base === undefined || op === undefined) return operation;
    this.checkCounts(operation, op);
    const attributes = this.attributesOf(operation, op);
    for (const { until, requires } of unmetConstraints(base, operation, attributes, this.version))
      this.complain(operation, { code: 'vhlo/unsupported-op', message: `${requires} in VHLO ${this.version}`, hint: orLater(until) });
    for (const name in attributes)
      for (const lack of lacksOfAttribute(attributes[name] as Attribute, this.version)) this.reportLack(operation, lack);
    return { name: op.name, attributes };
  }

  private complain(operation: Operation, complaint: Complaint): void {
    this.collector.error({ place: placeOf(operation), ...complaint, message: `${operation.name}: ${complaint.message}` });
  }

  private refuse(operation: Operation, code: string, what: string, since: string | undefined): void {
    this.complain(operation, {
      code,
      message: `${what} must be in VHLO ${this.version} (${since === undefined ? 'no version has it' : `it came with ${since}`})`,
      hint: since === undefined ? 'write the program as text or bytecode of StableHLO instead of an artifact' : orLater(since),
    });
  }

  private refuseForeign(operation: Operation): void {
    if (this.reported.has(operation.name)) return;
    this.reported.add(operation.name);
    const already = operation.name.startsWith('vhlo.');
    this.complain(operation, {
      code: 'vhlo/foreign-op',
      message: 'an artifact is made of operations of StableHLO and func (this is none)',
      hint: already ? 'upgrade the artifact first, then downgrade it' : 'express the operation in StableHLO first',
    });
  }

  private checkTypes(operation: Operation): void {
    for (const { type } of operation.results) this.checkType(operation, type);
    for (const { blocks } of operation.regions)
      for (const block of blocks) for (const { type } of block.arguments) this.checkType(operation, type);
  }

  private checkType(operation: Operation, type: Type): void {
    if (this.checked.has(type)) return;
    this.checked.add(type);
    for (const lack of lacksOfType(type, this.version)) this.reportLack(operation, lack);
  }

  private reportLack(operation: Operation, { kind, what, since }: Lack): void {
    if (kind === 'type' && this.reported.has(what)) return;
    this.reported.add(what);
    this.refuse(operation, `vhlo/unsupported-${kind}`, `the ${kind} ${what}`, since);
  }

  private checkCounts(operation: Operation, { row, next }: VersionedOp): void {
    const { operands, results, regions } = operation;
    if (row.single && (operands.length !== 1 || results.length !== 1))
      this.refuse(operation, 'vhlo/unsupported-op', 'the op with other than one operand and result', next?.since);
    if (row.bare && regions.length > 0) this.refuse(operation, 'vhlo/unsupported-op', 'the op with regions', next?.since);
  }

  private attributesOf(operation: Operation, op: VersionedOp): Attributes {
    const { attributes } = operation;
    const { attributes: forms = {}, records = {} } = op.row;
    const written: Record<string, Attribute> = Object.create(null);
    const each = <T>(work: () => T) => attempt(operation, this.collector, MALFORMED, work);
    for (const [name, flat] of Object.entries(records)) {
      const { attributes: fields, homeless } = each(() => flattenRecord(flat, attributes[name])) ?? { attributes: {}, homeless: [] };
      Object.assign(written, fields);
      for (const field of homeless) this.refuse(operation, 'vhlo/unsupported-attribute', `${field} of ${name}`, op.next?.since);
    }
    for (const [name, form] of Object.entries(forms)) {
      const attribute = each(() => writeAttribute(name, form, attributes));
      if (attribute) written[name] = attribute;
    }
    for (const name in attributes)
      if (!Object.hasOwn(forms, name) && !Object.hasOwn(records, name)) {
        const attribute = each(() => this.writeOther(operation, name, attributes[name] as Attribute, op));
        if (attribute) written[name] = attribute;
      }
    return written;
  }

  /** An attribute that the version does not know of the op: one that came later, which must say nothing new, or one of the user's. */
  private writeOther(operation: Operation, name: string, attribute: Attribute, { next }: VersionedOp): Attribute | undefined {
    const form = next?.attributes?.[name];
    if (form === undefined && !next?.records?.[name]) return toVhlo(attribute);
    const written = form?.toVhlo(attribute);
    if (!written || !form?.default?.is(written)) this.refuse(operation, 'vhlo/unsupported-attribute', `the attribute ${name}`, next?.since);
    return undefined;
  }
}

function writeAttribute(name: string, form: Form, attributes: Attributes): Attribute {
  const attribute = form.dropped ? undefined : attributes[name];
  if (attribute === undefined) {
    const absent = form.default?.make(attributes);
    if (absent) return absent;
    return fail({ code: 'vhlo/missing-attribute', message: `${name} must be ${form.expected} (was missing)` });
  }
  const written = form.toVhlo(attribute);
  if (written) return written;
  return fail({ code: 'vhlo/attribute-kind', message: `${name} must be ${form.expected} (was ${attribute.kind})` });
}
