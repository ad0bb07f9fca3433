// Rewrites of the finished graph, one file each, in this order: shapes first, so that the reductions that remain can be recognised.
import type { Model, Subgraph } from '@hlolite/tflite-schema';
import { dropUnused } from './drop-unused.js';
import { keepDimensions } from './keep-dimensions.js';
import { mean } from './mean.js';
import { mergeReshapes } from './merge-reshapes.js';

/** A rewrite works on a subgraph in place: others point at the object. */
export type Rewrite = (subgraph: Subgraph) => void;

const rewrites: readonly Rewrite[] = [mergeReshapes, keepDimensions, mean, dropUnused];

export function optimize(model: Model): Model {
  for (const subgraph of model.subgraphs) for (const rewrite of rewrites) rewrite(subgraph);
  return model;
}
