// The tables of this package against each other, and against the facts they were made from where these are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { enums, unions } from './fb/tables.js';
import {
  fieldsOf,
  greatestOperatorCode,
  hasKernel,
  kernelRanks,
  kernelSupport,
  operatorOf,
  operators,
  optionsTableOf,
  tensorTypes,
} from './index.js';
import { leastRuntimes } from './least-runtimes.js';
import type { OperatorName } from './operators.js';
import { versionRules } from './version-rules.js';

const facts = new URL('../../../../shared/facts/', import.meta.url);
const factsOf = (name: string) => JSON.parse(readFileSync(new URL(name, facts), 'utf8'));
const names = Object.keys(operators) as OperatorName[];

test('the operators are those of the schema, with their codes', () => {
  expect(names.map((name) => operators[name].code)).toEqual(names.map((name) => enums.BuiltinOperator.indexOf(name)));
  expect(names).toHaveLength(enums.BuiltinOperator.length);
  expect(operatorOf(greatestOperatorCode)).toBe('STABLEHLO_CASE');
  expect(operatorOf(greatestOperatorCode + 1)).toBeUndefined();
});

test('every options table of the unions belongs to an operator, and every operator names one of them or none', () => {
  const tables = [...unions.BuiltinOptions, ...unions.BuiltinOptions2].filter((name) => name !== 'NONE');
  const used = names.map(optionsTableOf).filter((name) => name !== undefined);
  expect(new Set(used)).toEqual(new Set(tables));
});

test('the tensor types are those of the schema, with their codes', () => {
  expect(Object.entries(tensorTypes).map(([name, { code }]) => [name, code])).toEqual(enums.TensorType.map((name, code) => [name, code]));
});

test('the versions of an operator with rules have a least runtime, except where none is recorded', () => {
  const unrecorded = names.filter((name) => {
    const greatest = Math.max(1, ...(versionRules[name] ?? []).map((rule) => Number.parseInt(rule, 10)));
    return (leastRuntimes[name]?.split(' ').length ?? 0) < greatest && versionRules[name];
  });
  expect(unrecorded).toEqual(['LSTM', 'UNIDIRECTIONAL_SEQUENCE_LSTM']);
});

test('kernels are asked by operator and type', () => {
  expect(kernelSupport('ADD', 'FLOAT32')).toBe('yes');
  expect(kernelSupport('SUB', 'FLOAT16')).toBe('xnnpack');
  expect(kernelSupport('ADD', 'INT8')).toBe('crash');
  expect(kernelSupport('EXP', 'INT16')).toBe('wrong');
  expect(kernelSupport('ADD', 'BOOL')).toBe('refused');
  expect(kernelSupport('ADD', 'STRING')).toBe('unknown');
  expect(kernelSupport('BITCAST', 'BOOL')).toBe('unknown');
  expect(kernelSupport('STABLEHLO_CBRT', 'FLOAT32')).toBe('refused');
  expect(kernelSupport('LSTM', 'FLOAT32')).toBe('unknown');
  expect([hasKernel('ADD'), hasKernel('STABLEHLO_SORT'), hasKernel('LSTM')]).toEqual([true, false, undefined]);
  expect([kernelRanks('BATCH_MATMUL'), kernelRanks('CONV_2D'), kernelRanks('CAST')]).toEqual([[2, 5], [4, 4], undefined]);
});

test.skipIf(!existsSync(facts))('the compiled schema has the slots, types and defaults of the facts', () => {
  const { tables, enums: factEnums } = factsOf('tflite-schema.json');
  for (const { name, fields } of tables) {
    const described = Object.entries(fieldsOf(name)).map(([field, { slot, default: value, align }]) => [field, slot, value ?? 0, align]);
    const stated = fields
      .filter((field: { deprecated?: boolean }) => !field.deprecated)
      .map((field: { name: string; slot: number; default: unknown; force_align?: number }) => [
        field.name,
        field.slot,
        field.default || 0,
        field.force_align,
      ]);
    expect(described, name).toEqual(stated);
  }
  for (const { name, members } of factEnums)
    expect(enums[name as keyof typeof enums]).toEqual(members.map((member: { name: string }) => member.name));
});

/** Where the probe's few numbers were right by luck: −1 / −4 in 8 bits is not. */
const WRONG_AFTER_ALL = ['DIV INT16', 'POW INT32', 'DIV INT8', 'DIV UINT8'];

test.skipIf(!existsSync(facts))('every kernel that was probed answers as it did', () => {
  const probed = factsOf('litert-builtin-types.json').operators;
  for (const [op, row] of Object.entries<Record<string, string[]>>(probed)) {
    const supported = (type: string) => kernelSupport(op as OperatorName, type as keyof typeof tensorTypes);
    expect(hasKernel(op as OperatorName)).toBe(row.kernel);
    for (const [list, support] of [
      ['accepted', 'yes'],
      ['accepted_but_wrong', 'wrong'],
      ['crashes', 'crash'],
    ] as const)
      for (const type of row[list] ?? []) {
        const answer = WRONG_AFTER_ALL.includes(`${op} ${type}`) ? 'wrong' : support;
        expect(`${op} ${type} ${supported(type)}`).toBe(`${op} ${type} ${answer}`);
      }
  }
});
