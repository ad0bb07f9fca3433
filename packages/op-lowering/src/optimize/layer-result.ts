// A layer between two RESHAPEs, the second of which only splits the rows: the first one splits them, and the layer keeps these dimensions.
import type { Rewrite } from './rewrite.js';

export const layerResult: Rewrite = {
  name: 'layer-result',
  at: ['RESHAPE'],
  apply(reshape, graph) {
    const [output] = reshape.outputs;
    const layer = graph.made(reshape.inputs[0], 'FULLY_CONNECTED', true);
    const before = graph.made(layer?.inputs[0], 'RESHAPE');
    const [source] = before?.inputs ?? [];
    const [, weights, bias = null] = layer?.inputs ?? [];
    if (!output || !layer || !source || !weights || output.shape.at(-1) !== weights.shape[0]) return false;
    const shape = [...output.shape.slice(0, -1), weights.shape[1] as number];
    const rows = graph.add(reshape, 'RESHAPE', [source, graph.int32s(shape)], {}, { type: source.type, shape });
    graph.remove(layer);
    graph.replace(reshape, 'FULLY_CONNECTED', [rows, weights, bias], {
      ...layer.options?.fields,
      keep_num_dims: shape.length > 2,
    } as never);
    graph.removeDead(before);
    return true;
  },
};
