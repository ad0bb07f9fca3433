// Random bits. The generators are counters that are encrypted, so the same state gives the same bits everywhere XLA's algorithm is used.
import { fail } from '@hlolite/diagnostics';
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, denseOf, type ElementType, elementCount, elementInfo, readNumbers } from '@hlolite/tensor';
import { kernels } from './kernel.js';

export const random = kernels(stablehlo, {
  rng_bit_generator: ({ initial_state: state, rng_algorithm: algorithm }, context) => {
    if (algorithm === 'PHILOX')
      return fail({ code: 'interpret/rng', message: 'the algorithm must be THREE_FRY or DEFAULT to be computed (was PHILOX)' });
    return threeFry(state, context.resultType(1), context.resultShape(1));
  },
});

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** Threefry-2x32 with 20 rounds: encrypts two words of a counter with two words of a key. */
function encrypt(key: readonly [number, number], counter: readonly [number, number]): readonly [number, number] {
  const keys = [key[0], key[1], (key[0] ^ key[1] ^ 0x1bd11bda) | 0] as const;
  let x = (counter[0] + keys[0]) | 0;
  let y = (counter[1] + keys[1]) | 0;
  for (let block = 0; block < 5; block++) {
    for (const rotation of ROTATIONS[(block % 2) as 0 | 1]) {
      x = (x + y) | 0;
      y = ((y << rotation) | (y >>> (32 - rotation))) ^ x;
    }
    x = (x + (keys[((block + 1) % 3) as 0 | 1 | 2] as number)) | 0;
    y = (y + (keys[((block + 2) % 3) as 0 | 1 | 2] as number) + block + 1) | 0;
  }
  return [x >>> 0, y >>> 0];
}

/**
 * State [key, counter] of ui64. Each 64 bits of output are the encryption of one counter. Of narrower types the first half of the elements
 * takes the low words and the second half the high words, as XLA lays them out.
 */
function threeFry(state: Dense, type: ElementType, shape: readonly number[]): Dense[] {
  const [key = 0n, counter = 0n] = readNumbers(state) as BigUint64Array;
  const words = (value: bigint): readonly [number, number] => [Number(value & 0xffff_ffffn), Number(value >> 32n)];
  const count = elementCount(shape);
  const { bits } = elementInfo(type);
  const blocks = bits === 64 ? count : Math.ceil(count / 2);
  const numbers: (bigint | number)[] = [];
  const high: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const [low, top] = encrypt(words(key), words(BigInt.asUintN(64, counter + BigInt(block))));
    if (bits === 64) numbers.push((BigInt(top) << 32n) | BigInt(low));
    else {
      numbers.push(low);
      high.push(top);
    }
  }
  const all = (bits === 64 ? numbers : [...numbers, ...high].slice(0, count)) as number[];
  const next = BigInt.asUintN(64, counter + BigInt(blocks));
  return [denseOf('ui64', state.shape, BigUint64Array.of(key, next)), denseOf(type, shape, all)];
}
