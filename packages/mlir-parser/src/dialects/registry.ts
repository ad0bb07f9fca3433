// The dialects that are known here, and what the tables demand of an operation.

import type { Operation } from '../ir/module.js';
import { arith, builtin, func } from './builtin.js';
import { chlo, raggedDotDimensionNumbers } from './chlo.js';
import type { RecordSpec } from './records.js';
import { countsOf, type Dialect, type OpSpec, operandCounts, readAttribute, resultCounts, wrongCount } from './spec.js';
import { stablehloRecords } from './stablehlo/attributes.js';
import { stablehlo } from './stablehlo.js';

/** Every dialect with a table. */
export const dialects: readonly Dialect[] = [builtin, func, arith, stablehlo, chlo];

const rows: ReadonlyMap<string, OpSpec> = new Map(
  dialects.flatMap(({ name, ops }) => Object.entries(ops).map(([op, spec]) => [`${name}.${op}`, spec])),
);

/** The row of an op by its full name, or undefined for an op that no table knows. */
export const specOf = (name: string): OpSpec | undefined => rows.get(name);

const recordsByName: ReadonlyMap<string, RecordSpec> = new Map(
  [...stablehloRecords, raggedDotDimensionNumbers].map((spec) => [spec.name, spec]),
);

/** The row of a record attribute by its full name (`stablehlo.gather`), or undefined. */
export const recordOf = (name: string): RecordSpec | undefined => recordsByName.get(name);

/** Every record attribute that a table knows. */
export const knownRecords = (): Iterable<RecordSpec> => recordsByName.values();

/** Whether a table lists the ops of a dialect, so that a name missing there is a mistake. */
export const isKnownDialect = (name: string): boolean => dialects.some((dialect) => dialect.name === name);

/** Every op that a table knows, by full name. */
export const knownOps = (): Iterable<string> => rows.keys();

/**
 * Holds an operation against its row: number of operands, results and regions, presence and kind of attributes.
 * Operations without a row pass: nothing is known of them.
 * @throws CompileError `ir/operand-count`, `ir/result-count`, `ir/region-count`, `ir/missing-attribute` or `ir/attribute-kind`.
 */
export function checkStructure(operation: Operation): void {
  const spec = specOf(operation.name);
  if (spec === undefined) return;
  const { results = ['result'], regions = [], attributes } = spec;
  if (!operandCounts(operation, spec)) wrongCount(operation, 'operand', spec.operands, operation.operands.length);
  if (!resultCounts(operation, spec)) wrongCount(operation, 'result', results, operation.results.length);
  if (!countsOf(regions, operation.regions.length)) wrongCount(operation, 'region', regions, operation.regions.length);
  for (const name in attributes) readAttribute(operation, name, attributes[name] as NonNullable<typeof attributes>[string]);
}
