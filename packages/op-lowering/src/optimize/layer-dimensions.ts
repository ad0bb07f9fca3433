// FULLY_CONNECTED keeps the dimensions before the last itself: a RESHAPE that only flattens them before the layer moves behind it, where
// it merges with the RESHAPE that brings them back.
import type { Rewrite } from './rewrite.js';

export const layerDimensions: Rewrite = {
  name: 'layer-dimensions',
  at: ['FULLY_CONNECTED'],
  apply(layer, graph) {
    const [flat, weights, bias = null] = layer.inputs;
    const [output] = layer.outputs;
    const [input] = graph.made(flat, 'RESHAPE')?.inputs ?? [];
    const depth = weights?.shape[1];
    if (!input || !weights || !output || input.shape.length < 2 || input.shape.at(-1) !== depth) return false;
    const fields = { ...layer.options?.fields, keep_num_dims: true };
    const shape = [...input.shape.slice(0, -1), weights.shape[0] as number];
    const inner = graph.add(layer, 'FULLY_CONNECTED', [input, weights, bias], fields, { type: output.type, shape });
    graph.replace(layer, 'RESHAPE', [inner, graph.int32s(output.shape)], {});
    return true;
  },
};
