// Regions of control flow as subgraphs. A subgraph sees nothing of the graph around it, so what its region captures comes in as further
// inputs: each tensor once, whatever number of values it stands for. Constants are stored again inside (the file has their content
// once), and broadcasts stay pending inside as they are outside.
import { CompileError } from '@hlolite/diagnostics';
import type { Region, Value } from '@hlolite/mlir-parser';
import type { Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from './graph-builder.js';
import { lowerBody } from './lower-body.js';
import type { ConstantValue, Lowered, TensorValue } from './lowered.js';
import { bodyOfBlock, capturedValues } from './prepare/body.js';

/** What some regions of one operation use from outside. */
export interface Captures {
  readonly values: ReadonlyMap<Value, Lowered>;
  /** What must be handed in, in this order. */
  readonly tensors: readonly Tensor[];
}

/** What the regions capture together: all of them get the same inputs, as the runtime's operators want it. */
export function capturesOf(regions: readonly Region[], g: GraphBuilder): Captures {
  const values = new Map<Value, Lowered>();
  const tensors = new Set<Tensor>();
  for (const value of capturedValues(regions)) {
    const dense = g.constant(value);
    const lowered: Lowered = dense ? { kind: 'constant', dense } : g.lowered(value);
    values.set(value, lowered);
    const source = lowered.kind === 'broadcast' ? lowered.source : lowered;
    if (source.kind === 'tensor') tensors.add(source.tensor);
  }
  return { values, tensors: [...tensors] };
}

/**
 * The subgraph of a region: its inputs are the arguments of the region and then the captures, its outputs what the region returns,
 * and for the body of a loop the captures again.
 */
export function regionSubgraph(region: Region, name: string, captures: Captures, g: GraphBuilder, isLoopBody = false): Subgraph {
  const [block] = region.blocks;
  if (block === undefined || region.blocks.length !== 1)
    return g.unsupported('lower/region', `a region of ${g.operation.name} must have one block (was ${region.blocks.length})`);
  const body = bodyOfBlock(block);
  const inside = new Map<Tensor, Tensor>();
  const subgraph = lowerBody(body, {
    name,
    inputNames: body.arguments.map((argument, index) => argument.name ?? `state_${index}`),
    owner: g.operation,
    context: g.context,
    lowerOperation: g.lowerOperation,
    bindOutside: (inner) => {
      captures.tensors.forEach((tensor, index) => {
        inside.set(tensor, inner.input(`capture_${index}`, tensor));
      });
      for (const [value, lowered] of captures.values) inner.define(value, moved(lowered, inside));
    },
    handsOn: isLoopBody,
  });
  // What failed inside has been reported; nothing can be said of the operation around it.
  if (subgraph.outputs.length < body.results.length + (isLoopBody ? captures.tensors.length : 0)) throw new CompileError([]);
  return subgraph;
}

/** A value of outside with the tensors that it has inside. */
function moved(lowered: Lowered, inside: ReadonlyMap<Tensor, Tensor>): Lowered {
  const source = (from: TensorValue | ConstantValue): TensorValue | ConstantValue =>
    from.kind === 'constant' ? from : { kind: 'tensor', tensor: inside.get(from.tensor) as Tensor };
  return lowered.kind === 'broadcast' ? { ...lowered, source: source(lowered.source) } : source(lowered);
}
