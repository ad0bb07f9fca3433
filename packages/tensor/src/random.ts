// Tensors from a seed, the same on every machine: what models are tried with when nobody gives inputs.
import { type Dense, denseOf, elementCount } from './dense.js';
import { type ElementType, elementInfo } from './element-type.js';

/** Floats in [−1, 1), booleans, and integers in 0 … 7, small enough to be an index or a token. */
export function randomDense(type: ElementType, shape: readonly number[], seed: number): Dense {
  const { kind, bits } = elementInfo(type);
  const next = mulberry32(seed);
  const one =
    kind === 'float' || kind === 'complex'
      ? () => next() * 2 - 1
      : kind === 'boolean'
        ? () => Number(next() < 0.5)
        : () => Math.floor(next() * 2 ** Math.min(3, bits - 1));
  const numbers = Array.from({ length: elementCount(shape) * (kind === 'complex' ? 2 : 1) }, one);
  return denseOf(type, shape, bits === 64 && (kind === 'signed' || kind === 'unsigned') ? numbers.map(BigInt) : numbers);
}

/** A small generator of 32 bits of state; its numbers are in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
