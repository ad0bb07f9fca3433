// Rewrites of the finished graph, one file each, in stages: what stands in a stage fires together until nothing does any more.
import type { Model, Tensor } from '@hlolite/tflite-schema';
import { activation } from './activation.js';
import { bias } from './bias.js';
import { dropReshapes } from './drop-reshapes.js';
import { dropTransposes } from './drop-transposes.js';
import { keepDimensions } from './keep-dimensions.js';
import { layerDimensions } from './layer-dimensions.js';
import { mean } from './mean.js';
import { mergeReshapes } from './merge-reshapes.js';
import { power } from './power.js';
import { raiseReshapes } from './raise-reshapes.js';
import { type Rewrite, runStage } from './rewrite.js';
import { softmax } from './softmax.js';
import { transposeAsReshape } from './transpose-as-reshape.js';

export interface OptimizeOptions {
  /** Leaves out the rewrites that may change the last bits of results. */
  readonly exact?: boolean;
  /** Called for each time a rewrite fires, with a tensor of the graph where it did. */
  readonly fired?: (rewrite: string, tensor: Tensor | undefined) => void;
}

/** Shapes first, so that what remains can be recognised; then kernels that do the work of several. */
const stages: readonly (readonly Rewrite[])[] = [
  [mergeReshapes, dropReshapes, raiseReshapes, dropTransposes, transposeAsReshape, keepDimensions, power, mean, layerDimensions, softmax],
  [bias, activation],
];

/** The same model computed with less; subgraphs are rewritten in place. */
export function optimize(model: Model, { exact = false, fired }: OptimizeOptions = {}): Model {
  for (const subgraph of model.subgraphs)
    for (const stage of stages)
      runStage(exact ? stage.filter((rewrite) => !rewrite.rounds) : stage, subgraph, (rewrite, tensor) => fired?.(rewrite, tensor));
  return model;
}
