// swiglu.mjs
/** @type {import('@hlolite/runtime').Kernel} */
export const swiglu = {
  name: 'my.swiglu',
  version: 1,
  outputShapes([gate, up], { limit }) {
    if (gate.type !== 'f32' || up.type !== 'f32') throw new Error(`gate and up must be f32 (were ${gate.type} and ${up.type})`);
    if (`${gate.shape}` !== `${up.shape}`) throw new Error(`gate and up must have one shape (had [${gate.shape}] and [${up.shape}])`);
    if (typeof limit !== 'number') throw new Error(`limit must be a number (was ${limit})`);
    return [gate.shape];
  },
  run([gate, up], [y], { limit }) {
    for (let i = 0; i < y.data.length; i++) {
      const g = Math.min(gate.data[i], limit);
      y.data[i] = (g / (1 + Math.exp(-g))) * up.data[i];
    }
  },
};
