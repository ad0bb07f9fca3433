// Cuts a graph into steps: builtin operators in as few segments as the dependencies allow, the operators it is cut at between them.
import { elementCount } from '@hlolite/tensor';
import type { Operator, Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { Cut, Cuts } from './cuts.js';

/** Builtin operators that run as one piece on LiteRT. */
export interface BuiltinStep {
  readonly kind: 'builtin';
  readonly operators: readonly Operator[];
  /** What comes from outside: inputs of the graph and results of other steps. Constants are not among them. */
  readonly inputs: readonly Tensor[];
  /** What others need of it. Results without elements are left out: nothing is to be computed. */
  readonly outputs: readonly Tensor[];
}

/** One operator that LiteRT cannot run. */
export interface CutStep {
  readonly kind: 'cut';
  readonly cut: Cut;
  readonly operator: Operator;
}

export type Step = BuiltinStep | CutStep;

/** The steps in an order in which they can run. */
export function partition(subgraph: Subgraph, cuts: Cuts): readonly Step[] {
  const stages = stagesOf(subgraph, cuts);
  const flow = flowOf(subgraph, stages);
  return stages.flatMap((operators, stage): readonly Step[] =>
    isCutStage(stage)
      ? operators.map((operator) => ({ kind: 'cut', operator, cut: cuts.get(operator) as Cut }))
      : builtinSteps(operators, stage, flow),
  );
}

/** Builtin operators live in even stages, cut ones in odd stages; each in the first one that comes after its inputs. */
const isCutStage = (stage: number) => stage % 2 === 1;

function stagesOf({ operators }: Subgraph, cuts: Cuts): readonly (readonly Operator[])[] {
  const stageOf = new Map<Tensor, number>();
  const stages: Operator[][] = [];
  for (const operator of operators) {
    let stage = 0;
    for (const tensor of operator.inputs) if (tensor) stage = Math.max(stage, stageOf.get(tensor) ?? 0);
    if (isCutStage(stage) !== cuts.has(operator)) stage++;
    for (const tensor of operator.outputs) stageOf.set(tensor, stage);
    while (stages.length <= stage) stages.push([]);
    stages[stage]?.push(operator);
  }
  return stages;
}

/** Which tensors pass between stages. */
interface Flow {
  /** Where each tensor that is no constant comes from: a stage, or outside. */
  readonly origin: ReadonlyMap<Tensor, number>;
  /** Tensors that are needed outside the stage they come from. */
  readonly passed: ReadonlySet<Tensor>;
}

const OUTSIDE = -1;

function flowOf({ inputs, outputs }: Subgraph, stages: readonly (readonly Operator[])[]): Flow {
  const origin = new Map(inputs.map((tensor) => [tensor, OUTSIDE]));
  const passed = new Set(outputs);
  stages.forEach((operators, stage) => {
    for (const tensor of operators.flatMap((operator) => operator.outputs)) origin.set(tensor, stage);
  });
  stages.forEach((operators, stage) => {
    for (const tensor of operators.flatMap((operator) => operator.inputs)) if (tensor && origin.get(tensor) !== stage) passed.add(tensor);
  });
  return { origin, passed };
}

function builtinSteps(operators: readonly Operator[], stage: number, { origin, passed }: Flow): readonly BuiltinStep[] {
  const made = new Set(operators.flatMap(({ outputs }) => outputs));
  const outputs = [...made].filter((tensor) => passed.has(tensor) && !isEmpty(tensor));
  if (outputs.length === 0) return [];
  const used = new Set(operators.flatMap((operator) => operator.inputs));
  const comesIn = (tensor: Tensor | null): tensor is Tensor => tensor !== null && (origin.get(tensor) ?? stage) !== stage;
  return [{ kind: 'builtin', operators, inputs: [...used].filter(comesIn), outputs }];
}

/** Is it known to have no elements? */
export const isEmpty = ({ shape, shapeSignature = shape }: Tensor): boolean => elementCount(shapeSignature) === 0;
