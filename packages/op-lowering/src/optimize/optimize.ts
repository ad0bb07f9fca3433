// Rewrites of the finished graph, one file each, in stages: what stands in a stage fires together until nothing does any more.
import type { Model, OperatorName, Tensor } from '@hlolite/tflite-schema';
import { activation } from './activation.js';
import { bias } from './bias.js';
import { common } from './common.js';
import { dropReshapes } from './drop-reshapes.js';
import { dropTransposes } from './drop-transposes.js';
import { foldTransposes } from './fold-transposes.js';
import { gatheredMask } from './gathered-mask.js';
import { groupedHeads } from './grouped-heads.js';
import { inRange } from './in-range.js';
import { keepDimensions } from './keep-dimensions.js';
import { knownOrder } from './known-order.js';
import { layerColumns } from './layer-columns.js';
import { layerDimensions } from './layer-dimensions.js';
import { layerResult } from './layer-result.js';
import { layerScale } from './layer-scale.js';
import { logSoftmax } from './log-softmax.js';
import { matmulAdjoint } from './matmul-adjoint.js';
import { matmulDimensions } from './matmul-dimensions.js';
import { matmulScales } from './matmul-scales.js';
import { matmulSides } from './matmul-sides.js';
import { mean } from './mean.js';
import { meanInSteps } from './mean-in-steps.js';
import { meanPool } from './mean-pool.js';
import { mergeReshapes } from './merge-reshapes.js';
import { mergeSums } from './merge-sums.js';
import { multiplyByOne } from './multiply-by-one.js';
import { outerScale } from './outer-scale.js';
import { power } from './power.js';
import { prelu } from './prelu.js';
import { preluOfRelus } from './prelu-of-relus.js';
import { raiseReshapes } from './raise-reshapes.js';
import { reduceNothing } from './reduce-nothing.js';
import { repeatedConstants } from './repeated-constants.js';
import { type Rewrite, runStage, stageOf } from './rewrite.js';
import { sinkReshapes } from './sink-reshapes.js';
import { sinkTransposes } from './sink-transposes.js';
import {
  sinkTransposesBelowConcatenations,
  sinkTransposesBelowPads,
  sinkTransposesBelowReductions,
  sinkTransposesBelowSlices,
  sinkTransposesBelowSoftmax,
} from './sink-transposes-moving.js';
import { sinkTransposesBelowReshapes } from './sink-transposes-reshape.js';
import { sinkTransposesBelowSelects } from './sink-transposes-select.js';
import { softmax } from './softmax.js';
import { splitLayers } from './split-layers.js';
import { squareOfAbs } from './square-of-abs.js';
import { squaredDifference } from './squared-difference.js';
import { transposeAsReshape } from './transpose-as-reshape.js';
import { unbounded } from './unbounded.js';

export interface OptimizeOptions {
  /** Leaves out the rewrites that may change the last bits of results. */
  readonly exact?: boolean;
  /** Whether sizes of the types may be others at run time: leaves out the rewrites that hold for these only. */
  readonly unknownSizes?: boolean;
  /** Called for each time a rewrite fires, with a tensor of the graph where it did. */
  readonly fired?: (rewrite: string, tensor: Tensor | undefined) => void;
  /** Called for each tensor that holds other values than before. */
  readonly revalued?: (tensor: Tensor) => void;
}

/** What moves no data, so that what remains stands side by side. */
const shapes: readonly Rewrite[] = [
  ...[mergeReshapes, dropReshapes, raiseReshapes, sinkReshapes, dropTransposes, foldTransposes, keepDimensions],
  ...[reduceNothing, layerDimensions, layerResult, matmulDimensions, matmulAdjoint, matmulSides, groupedHeads],
];

/** One kernel for several, or a cheaper one. */
const kernels: readonly Rewrite[] = [
  ...[multiplyByOne, unbounded, knownOrder, inRange, power, squareOfAbs, mean, meanPool, softmax, logSoftmax],
  ...[gatheredMask, outerScale, repeatedConstants, mergeSums, common],
];

/** Transposes move towards the end, where they meet others. */
const layout: readonly Rewrite[] = [
  ...[sinkTransposes, sinkTransposesBelowReductions, sinkTransposesBelowPads, sinkTransposesBelowSlices],
  ...[sinkTransposesBelowConcatenations, sinkTransposesBelowSoftmax, sinkTransposesBelowReshapes, sinkTransposesBelowSelects],
];

/** What weights and kernels take in, once transposes that move no data no longer have others to meet. */
const fusions: readonly Rewrite[] = [
  transposeAsReshape,
  bias,
  splitLayers,
  matmulScales,
  layerScale,
  layerColumns,
  activation,
  prelu,
  preluOfRelus,
  squaredDifference,
  meanInSteps,
];

/** Kernels are recognised in the order of dimensions that the program has; in the order of the layout, sums may be over other dimensions. */
const stages: readonly (readonly Rewrite[])[] = [
  [...shapes, ...kernels],
  [...shapes, ...kernels, ...layout],
  [...shapes, ...kernels, ...layout, ...fusions],
];

/** The same model computed with less; subgraphs are rewritten in place. */
export function optimize(model: Model, { exact = false, unknownSizes = false, fired, revalued }: OptimizeOptions = {}): Model {
  const used = stages.map((stage) => stage.filter(({ rounds, sized }) => !(exact && rounds) && !(unknownSizes && sized)));
  const byOperator = used.map((rewrites, index) => ({ stage: stageOf(rewrites), added: addedTo(used[index - 1], rewrites) }));
  for (const subgraph of model.subgraphs)
    for (const { stage, added } of byOperator) {
      if (added && !subgraph.operators.some(({ op }) => added.has(op))) continue;
      for (const tensor of runStage(stage, subgraph, (rewrite, at) => fired?.(rewrite, at))) revalued?.(tensor);
    }
  return model;
}

/**
 * The operators for which a stage has rewrites that the one before, which left nothing for its own, did not have; undefined for the first,
 * which also takes out what nothing needs.
 */
const addedTo = (before: readonly Rewrite[] | undefined, rewrites: readonly Rewrite[]): ReadonlySet<OperatorName> | undefined =>
  before && new Set(rewrites.filter((rewrite) => !before.includes(rewrite)).flatMap(({ at }) => at));
