// Cuts a graph at its CUSTOM ops: builtin operators in as few segments as the dependencies allow, custom ones between them.
import { elementCount } from '@hlolite/tensor';
import type { Operator, Subgraph, Tensor } from '@hlolite/tflite-schema';

/** Builtin operators that run as one small model. */
export interface BuiltinStep {
  readonly kind: 'builtin';
  readonly operators: readonly Operator[];
  /** What comes from outside: inputs of the graph and results of other steps. Constants are not among them. */
  readonly inputs: readonly Tensor[];
  /** What others need of it. Results without elements are left out: nothing is to be computed. */
  readonly outputs: readonly Tensor[];
}

/** One CUSTOM op, for a kernel. */
export interface CustomStep {
  readonly kind: 'custom';
  readonly operator: Operator;
}

export type Step = BuiltinStep | CustomStep;

/** The steps in an order in which they can run. */
export function partition(subgraph: Subgraph): readonly Step[] {
  const stages = stagesOf(subgraph);
  return stages.flatMap((operators, stage): readonly Step[] =>
    isCustomStage(stage) ? operators.map((operator) => ({ kind: 'custom', operator })) : builtinSteps(operators, stages, subgraph),
  );
}

/** Builtin operators live in even stages, CUSTOM ones in odd stages; each in the first one that comes after its inputs. */
const isCustomStage = (stage: number) => stage % 2 === 1;

function stagesOf({ operators }: Subgraph): readonly (readonly Operator[])[] {
  const stageOf = new Map<Tensor, number>();
  const stages: Operator[][] = [];
  for (const operator of operators) {
    const parity = operator.op === 'CUSTOM' ? 1 : 0;
    let stage = 0;
    for (const tensor of operator.inputs) if (tensor) stage = Math.max(stage, stageOf.get(tensor) ?? 0);
    if (stage % 2 !== parity) stage++;
    for (const tensor of operator.outputs) stageOf.set(tensor, stage);
    while (stages.length <= stage) stages.push([]);
    stages[stage]?.push(operator);
  }
  return stages;
}

function builtinSteps(operators: readonly Operator[], stages: readonly (readonly Operator[])[], subgraph: Subgraph): BuiltinStep[] {
  const made = new Set(operators.flatMap(({ outputs }) => outputs));
  const others = stages.flat().filter((operator) => !operators.includes(operator));
  const madeElsewhere = new Set([...subgraph.inputs, ...others.flatMap(({ outputs }) => outputs)]);
  const usedElsewhere = new Set([...subgraph.outputs, ...others.flatMap(({ inputs }) => inputs)]);
  const used = new Set(operators.flatMap(({ inputs }) => inputs));
  const outputs = [...made].filter((tensor) => usedElsewhere.has(tensor) && !isEmpty(tensor));
  if (outputs.length === 0) return [];
  return [
    { kind: 'builtin', operators, inputs: [...used].filter((tensor) => tensor !== null && madeElsewhere.has(tensor)) as Tensor[], outputs },
  ];
}

/** Is it known to have no elements? */
export const isEmpty = ({ shape, shapeSignature = shape }: Tensor): boolean => elementCount(shapeSignature) === 0;
