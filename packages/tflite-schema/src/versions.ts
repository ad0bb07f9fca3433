// The version of an operator and the least runtime of a model, by the rules in version-rules.ts and least-runtimes.ts.
import { defaultOf, fieldsOf } from './descriptor.js';
import { leastRuntimes } from './least-runtimes.js';
import type { Model, Operator, Tensor } from './model.js';
import { type OperatorName, optionsTableOf } from './operators.js';
import { versionRules } from './version-rules.js';

type Measure = number | boolean | string;

/** The version of an operator in the file: the one it was given, else by the rules. */
export function versionOf(operator: Operator): number {
  return operator.version ?? ruledVersion(operator);
}

/** The version by the rules alone. */
export function ruledVersion(operator: Operator): number {
  const rule = rulesOf(operator.op).find(({ tests }) => tests.every((test) => holds(test, operator)));
  return rule?.version ?? 1;
}

interface Rule {
  readonly version: number;
  readonly tests: readonly Test[];
}

interface Test {
  /** What it asks about an operator. */
  readonly measure: (operator: Operator) => Measure;
  readonly relation: string;
  readonly operand: string;
  /** The operand as the choices that it names. */
  readonly choices: readonly string[];
}

/** The rules of an operator, each kind read when it is first asked for. */
const known = new Map<OperatorName, readonly Rule[]>();

function rulesOf(op: OperatorName): readonly Rule[] {
  const found = known.get(op);
  if (found) return found;
  const rules = (versionRules[op] ?? []).map((rule): Rule => {
    const [version, tests = ''] = rule.split(':');
    return { version: Number(version), tests: tests === '' ? [] : tests.split(',').map((test) => testOf(test.trim())) };
  });
  known.set(op, rules);
  return rules;
}

function testOf(test: string): Test {
  const [, value = '', relation = '', operand = ''] = /^(\S+) (is not|is|>=|>) (\S+)$/.exec(test) ?? [];
  return { measure: measureOf(value), relation, operand, choices: operand.split('|') };
}

/** The least runtime (TensorFlow's numbering, as `2.14.0`) that knows every operator of a model in its version; '' when none is recorded. */
export function minimumRuntime(model: Model): string {
  const runtimes = new Set<string>();
  for (const { operators } of model.subgraphs)
    for (const operator of operators) {
      const runtime = leastRuntimes[operator.op]?.split(' ')[versionOf(operator) - 1];
      if (runtime !== undefined && runtime !== '-') runtimes.add(runtime);
    }
  return [...runtimes].reduce((least, runtime) => (isLater(runtime, least) ? runtime : least), '');
}

function isLater(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return (left[i] as number) > (right[i] ?? -1);
  return false;
}

function holds({ measure, relation, operand, choices }: Test, operator: Operator): boolean {
  const measured = measure(operator);
  if (relation === '>') return Number(measured) > Number(operand);
  if (relation === '>=') return Number(measured) >= Number(operand);
  return choices.includes(String(measured)) === (relation === 'is');
}

/** What a rule can ask about an operator. */
function measureOf(value: string): (operator: Operator) => Measure {
  const [, side, index, property] = /^(input|output)\[(\d)\]\.(\w+)$/.exec(value) ?? [];
  const at = Number(index);
  if (side === 'input') return ({ inputs }) => tensorMeasure(inputs[at], property as string);
  if (side === 'output') return ({ outputs }) => tensorMeasure(outputs[at], property as string);
  if (value.startsWith('options.')) return (operator) => optionMeasure(operator, value.slice('options.'.length));
  return measures[value] as (operator: Operator) => Measure;
}

function tensorMeasure(tensor: Tensor | null | undefined, property: string): Measure {
  if (property === 'rank') return rankOf(tensor);
  if (property === 'scale') return tensor?.quantization?.scale[0] ?? 0;
  return tensor?.type ?? 'absent';
}

function optionMeasure({ op, options }: Operator, name: string): Measure {
  const table = options?.table ?? optionsTableOf(op);
  const field = table === undefined ? undefined : fieldsOf(table)[name];
  const value = options?.fields[name] ?? (field && defaultOf(field));
  return typeof value === 'bigint' ? Number(value) : ((value ?? 'absent') as Measure);
}

const rankOf = (tensor: Tensor | null | undefined): number => tensor?.shape.length ?? 0;
const scaleOf = (tensor: Tensor | null | undefined): number => tensor?.quantization?.scale[0] ?? 0;

const measures: Readonly<Record<string, (operator: Operator) => Measure>> = {
  input_count: ({ inputs }) => inputs.length,
  num_dims: ({ inputs }) => rankOf(inputs[0]),
  max_input_rank: ({ inputs }) => inputs.reduce((greatest, input) => Math.max(greatest, rankOf(input)), 0),
  input_shapes_differ: ({ inputs }) => inputs[0]?.shape.join() !== inputs[1]?.shape.join(),
  sparse_weight: ({ inputs }) => inputs[1]?.extra?.sparsity !== undefined,
  rescale: ({ inputs, outputs }) => (scaleOf(inputs[0]) * scaleOf(inputs[1])) / scaleOf(outputs[0]),
  input_quantized: ({ op, inputs }) => inputs.slice(0, op === 'MUL' ? 2 : 1).some((input) => input?.quantization !== undefined),
  is_grouped_convolution: ({ inputs }) => {
    const [inputDepth, filterDepth] = [inputs[0]?.shape[3], inputs[1]?.shape[3]];
    return inputDepth !== undefined && filterDepth !== undefined && inputDepth !== filterDepth;
  },
  is_per_channel_quantized: isPerChannelQuantized,
};

/** Where an operator's per-channel scales are: which tensor, and along which dimension (its own quantized dimension when not given). */
const channels: Readonly<Record<string, { of: (operator: Operator) => Tensor | null | undefined; dimension?: number; several?: true }>> = {
  CONV_2D: { of: ({ inputs }) => inputs[1], dimension: 0 },
  FULLY_CONNECTED: { of: ({ inputs }) => inputs[1], dimension: 0 },
  DEPTHWISE_CONV_2D: { of: ({ inputs }) => inputs[1], dimension: 3 },
  EMBEDDING_LOOKUP: { of: ({ inputs }) => inputs[1], dimension: 0, several: true },
  DEQUANTIZE: { of: ({ inputs }) => inputs[0], several: true },
  QUANTIZE: { of: ({ outputs }) => outputs[0], several: true },
};

function isPerChannelQuantized(operator: Operator): boolean {
  const row = channels[operator.op];
  const tensor = row?.of(operator);
  if (!row || !tensor?.quantization) return false;
  const { scale, dimension } = tensor.quantization;
  if (row.several && scale.length < 2) return false;
  return scale.length > 0 && scale.length === tensor.shape[row.dimension ?? dimension];
}
