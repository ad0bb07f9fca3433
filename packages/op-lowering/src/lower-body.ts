// A body becomes a subgraph: the entry function, the decomposition of a composite, a branch, a loop. Every operation goes to its row; what
// fails is collected, and what depends on it is passed over, so that each cause is reported once.
import type { Operation, Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { Context } from './context.js';
import { emptyOutput } from './empty-output.js';
import { GraphBuilder, type LowerOperation } from './graph-builder.js';
import { type Body, usedValues } from './prepare/body.js';
import { tensorInfo } from './tensor-info.js';

/** How a body becomes a subgraph. */
export interface BodyLowering {
  readonly name: string;
  readonly inputNames: readonly string[];
  /** What the body is of: the place of diagnostics about its inputs and outputs. */
  readonly owner: Operation;
  readonly context: Context;
  readonly lowerOperation: LowerOperation;
  /** Adds further inputs and says what the values are that the body uses from outside; none when absent. */
  readonly bindOutside?: (g: GraphBuilder) => void;
  /** Whether this is the body of a loop, which hands on all of its inputs: what it does not compute anew comes back as it is. */
  readonly handsOn?: boolean;
}

/** The subgraph of a body. It lacks outputs where something could not be lowered; an error has been reported then. */
export function lowerBody(
  body: Body,
  { name, inputNames, owner, context, lowerOperation, bindOutside, handsOn = false }: BodyLowering,
): Subgraph {
  const subgraph: Subgraph = { name, tensors: [], inputs: [], outputs: [], operators: [] };
  context.subgraphs.push(subgraph);
  const g = new GraphBuilder(subgraph, context, lowerOperation);
  g.operation = owner;
  body.arguments.forEach((argument, index) => {
    const tensor = context.diagnostics.attempt(() => g.input(inputNames[index] as string, tensorInfo(argument.type, owner)));
    if (tensor) g.define(argument, { kind: 'tensor', tensor });
  });
  bindOutside?.(g);
  const missing = new Set<Value>(body.arguments.filter((argument) => !g.has(argument)));
  for (const operation of body.operations) lowerInto(g, operation, missing);
  g.operation = owner;
  for (const result of body.results) if (!missing.has(result)) addOutput(g.tensor(result), g, handsOn);
  if (handsOn) for (const captured of subgraph.inputs.slice(body.arguments.length)) addOutput(captured, g, handsOn);
  return subgraph;
}

/** Lowers one operation; its results are missing where it fails, or where a value is missing that it or its regions use. */
function lowerInto(g: GraphBuilder, operation: Operation, missing: Set<Value>): void {
  const emitted = usedValues(operation).some((value) => missing.has(value))
    ? undefined
    : g.context.diagnostics.attempt(() => g.lowerOperation(operation, g));
  operation.results.forEach((result, index) => {
    const lowered = emitted?.[index];
    if (lowered?.kind === 'tensor' && !g.context.results.has(lowered.tensor)) g.context.results.set(lowered.tensor, { operation, index });
    if (lowered) g.define(result, lowered);
    else missing.add(result);
  });
}

/**
 * An output of the graph. The runtime gives garbage for an output that is an input, and an output must be there once. In the body of a
 * loop, what is handed on at its own place may stay as it is: nothing is copied then.
 */
function addOutput(tensor: Tensor, g: GraphBuilder, handedOn = false): void {
  const { inputs, outputs } = g.subgraph;
  const isInput = inputs.includes(tensor) && !(handedOn && inputs[outputs.length] === tensor);
  const isEmpty = tensor.data !== undefined && elementCount(tensor.shape) === 0;
  const output = isEmpty ? (emptyOutput(tensor, g) ?? tensor) : tensor;
  outputs.push(isInput || outputs.includes(output) ? g.copy(output) : output);
}
