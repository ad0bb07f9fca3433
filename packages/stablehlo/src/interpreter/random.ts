// Random bits. The generators are counters that are encrypted, so the same state gives the same bits everywhere XLA's algorithm is used.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, denseOf, type ElementType, elementCount, elementInfo, readNumbers } from '@hlolite/tensor';
import { kernels } from './kernel.js';

export const random = kernels(stablehlo, {
  rng_bit_generator: ({ initial_state: state, rng_algorithm: algorithm }, context) => {
    return (algorithm === 'PHILOX' ? philox : threeFry)(state, context.resultType(1), context.resultShape(1));
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

const [MULTIPLIERS, WEYL] = [
  [0xd2511f53, 0xcd9e8d57],
  [0x9e3779b9, 0xbb67ae85],
] as const;

/** Philox-4x32 with 10 rounds: encrypts four words of a counter with two words of a key. */
function scramble(key: readonly number[], counter: readonly number[]): readonly number[] {
  let [a, b, c, d] = counter as [number, number, number, number];
  let [k, l] = key as [number, number];
  for (let round = 0; round < 10; round++) {
    const [first, second] = [BigInt(a) * BigInt(MULTIPLIERS[0]), BigInt(c) * BigInt(MULTIPLIERS[1])];
    const high = (product: bigint) => Number(product >> 32n);
    const low = (product: bigint) => Number(product & 0xffff_ffffn);
    [a, b, c, d] = [(high(second) ^ b ^ k) >>> 0, low(second), (high(first) ^ d ^ l) >>> 0, low(first)];
    [k, l] = [(k + WEYL[0]) >>> 0, (l + WEYL[1]) >>> 0];
  }
  return [a, b, c, d];
}

/**
 * State [key, counter] or [key, low and high half of the counter] of ui64; in the short form the key is the counter's high half too, as XLA has
 * it. Each encryption gives four words in order: four elements, or two of 64 bits.
 */
function philox(state: Dense, type: ElementType, shape: readonly number[]): Dense[] {
  const [key = 0n, low = 0n, ...rest] = readNumbers(state) as BigUint64Array;
  const high = rest[0] ?? key;
  const words = (value: bigint) => [Number(value & 0xffff_ffffn), Number(value >> 32n)];
  const count = elementCount(shape);
  const long = elementInfo(type).bits === 64;
  const blocks = Math.ceil(count / (long ? 2 : 4));
  const first = (high << 64n) | low;
  const numbers = Array.from({ length: blocks }, (_, block) => {
    const counter = BigInt.asUintN(128, first + BigInt(block));
    return scramble(words(key), [...words(BigInt.asUintN(64, counter)), ...words(counter >> 64n)]);
  }).flat();
  const paired = (index: number) => (BigInt(numbers[2 * index + 1] as number) << 32n) | BigInt(numbers[2 * index] as number);
  const all = long ? Array.from({ length: count }, (_, index) => paired(index)) : numbers.slice(0, count);
  const next = BigInt.asUintN(128, first + BigInt(blocks));
  const after = [key, BigInt.asUintN(64, next), next >> 64n].slice(0, state.shape[0]);
  return [denseOf('ui64', state.shape, BigUint64Array.from(after)), denseOf(type, shape, all as number[])];
}
