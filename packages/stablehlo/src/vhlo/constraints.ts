// What older versions of VHLO demanded of ops that are otherwise as today.
import { type Attributes, type Operation, sameType, type Value } from '@hlolite/mlir-parser';
import { elementOf } from '../types.js';
import { isBefore } from './version.js';

/** A demand that went away with the version `until`. */
export interface Constraint {
  readonly until: string;
  readonly requires: string;
  /** Sees the operation and its attributes in VHLO. */
  readonly holds: (operation: Operation, vhlo: Attributes) => boolean;
}

const sameElements: Constraint = {
  until: '0.17.0',
  requires: 'operands and results must have the same element types',
  holds: ({ operands, results }) =>
    results.every(({ type }, index) => sameType(elementOf((operands[index] as Value).type), elementOf(type))),
};

const untyped: Constraint = {
  until: '1.3.0',
  requires: 'a custom call must not be typed: no dictionary as backend_config, no api_version 4',
  holds: (_, { backend_config: config, api_version: version }) =>
    config?.kind !== 'dictionary' && !(version?.kind === 'enum' && version.value === 'API_VERSION_TYPED_FFI'),
};

const noFutures: Constraint = {
  until: '1.17.0',
  requires: 'a custom call must not take futures',
  holds: ({ operands }) => !operands.some(({ type }) => type.kind === 'dialect' && type.body.startsWith('future<')),
};

const constraints: Readonly<Record<string, readonly Constraint[]>> = {
  all_reduce: [sameElements],
  custom_call: [untyped, noFutures],
  reduce: [sameElements],
  reduce_scatter: [sameElements],
  reduce_window: [sameElements],
  scatter: [sameElements],
  select_and_scatter: [sameElements],
};

/** The constraints of a version that an op, by its name without the dialect, does not keep. */
export const unmetConstraints = (base: string, operation: Operation, vhlo: Attributes, version: string): readonly Constraint[] =>
  (constraints[base] ?? []).filter(({ until, holds }) => isBefore(version, until) && !holds(operation, vhlo));
