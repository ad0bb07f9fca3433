// Constants that are changed on the way from file to file: permuted or converted in blocks as somebody reads them, never held whole.
import { type ByteSource, type Bytes, isInMemory, memorySource, readAt } from './byte-source.js';
import { type Dense, elementCount, readNumbers, writeNumbers } from './dense.js';
import { type ElementType, elementInfo } from './element-type.js';
import { scatterer } from './scatter-permuted.js';
import { transposeBytes } from './transpose-bytes.js';

/** What is held at once of a constant that is permuted: each block reads all of its source once. */
const BLOCK = 64 << 20;
const CHUNK = 4 << 20;
/** What is no larger is read in one go, and put in order by the faster loop that this allows. */
const AT_ONCE = 16 << 20;

/** The same change of the same constant is the same source, so that weights that are tied stay one. */
const made = new WeakMap<object, Map<string, ByteSource>>();

function once(bytes: Bytes, key: string, make: () => ByteSource): ByteSource {
  const [owner, place] = isInMemory(bytes) ? [bytes, key] : [bytes.source, `${bytes.offset} ${bytes.length} ${key}`];
  const known = made.get(owner) ?? new Map<string, ByteSource>();
  made.set(owner, known);
  const found = known.get(place) ?? make();
  known.set(place, found);
  return found;
}

const whole = (source: ByteSource): Bytes => ({ source, offset: 0, length: source.size });
const sourceOf = (bytes: Bytes): { source: ByteSource; offset: number; length: number } =>
  isInMemory(bytes) ? { source: memorySource(bytes), offset: 0, length: bytes.length } : bytes;

type Later<T> = T | Promise<T>;
const then = <T, R>(value: Later<T>, next: (value: T) => Later<R>): Later<R> => (value instanceof Promise ? value.then(next) : next(value));

/**
 * The tensor with its dimensions in another order: dimension `i` of the result is dimension `order[i]` of the operand. Its bytes are
 * computed when they are read, in blocks of 64 MiB.
 */
export function permutedLater(dense: Dense, order: readonly number[]): Dense {
  const shape = order.map((dimension) => dense.shape[dimension] as number);
  if (dense.splat || order.every((from, to) => from === to)) return { ...dense, shape };
  const source = once(dense.bytes, `permuted ${dense.shape} by ${order}`, () => permutedSource(dense, order));
  return { ...dense, shape, bytes: whole(source) };
}

function permutedSource(dense: Dense, order: readonly number[]): ByteSource {
  const { bytes: width } = elementInfo(dense.type);
  const given = sourceOf(dense.bytes);
  const elementsOf = (block: number) => Math.min(BLOCK / width, given.length / width - block * (BLOCK / width));
  const held: Held = { block: 0, bytes: undefined, isKept: false };

  const compute = (block: number): Later<Uint8Array> => {
    if (given.length <= AT_ONCE)
      return then(given.source.read(given.offset, given.length), (bytes) => transposeBytes(bytes, width, dense.shape, order));
    const result = new Uint8Array(elementsOf(block) * width);
    const scratch = new Uint8Array(Math.min(CHUNK, given.length));
    const scatter = scatterer(dense.shape, order, width, block * (BLOCK / width), result);
    const from = (offset: number): Later<Uint8Array> => {
      if (offset >= given.length) return result;
      const length = Math.min(CHUNK - (CHUNK % width), given.length - offset);
      return then(readAt(given.source, given.offset + offset, length, scratch), (chunk) => {
        scatter(chunk, offset / width);
        return from(offset + length);
      });
    };
    return from(0);
  };
  const blockOf = (block: number): Later<Uint8Array> => {
    if (held.block === block && held.bytes) return held.bytes;
    held.bytes = undefined;
    return then(compute(block), (bytes) => {
      held.block = block;
      held.bytes = bytes;
      return bytes;
    });
  };
  const read = (offset: number, length: number) =>
    then(acrossBlocks(offset, length, blockOf), (bytes) => {
      if (offset + length >= given.length) keep(held);
      return bytes;
    });
  return { name: given.source.name, size: given.length, read };
}

/** The block that a permuted source has computed last. */
interface Held {
  block: number;
  bytes: Uint8Array | undefined;
  isKept: boolean;
}

/** What sources that have been read to their end keep together, since passes read small weights several times; a model has hundreds of them. */
const KEPT = 8 << 20;
const kept: { readonly held: WeakRef<Held>; readonly size: number }[] = [];
let keptSize = 0;

/** Keeps the block of a source that has been read to its end, in place of those kept longest. */
function keep(held: Held): void {
  const size = held.bytes?.length ?? 0;
  if (held.isKept) return;
  held.isKept = true;
  kept.push({ held: new WeakRef(held), size });
  keptSize += size;
  while (keptSize > KEPT) {
    const oldest = kept.shift() as (typeof kept)[number];
    keptSize -= oldest.size;
    const given = oldest.held.deref();
    if (given) Object.assign(given, { bytes: undefined, isKept: false });
  }
}

/** A range that may lie in several blocks. */
function acrossBlocks(offset: number, length: number, blockOf: (block: number) => Later<Uint8Array>): Later<Uint8Array> {
  const [first, last] = [Math.floor(offset / BLOCK), Math.floor((offset + Math.max(length, 1) - 1) / BLOCK)];
  if (first === last) return then(blockOf(first), (bytes) => bytes.subarray(offset - first * BLOCK, offset - first * BLOCK + length));
  const result = new Uint8Array(length);
  const fill = (block: number): Later<Uint8Array> => {
    if (block > last) return result;
    return then(blockOf(block), (bytes) => {
      const start = Math.max(offset, block * BLOCK);
      const end = Math.min(offset + length, block * BLOCK + bytes.length);
      result.set(bytes.subarray(start - block * BLOCK, end - block * BLOCK), start - offset);
      return fill(block + 1);
    });
  };
  return fill(first);
}

/** The tensor in another element type, converted as `writeNumbers` does, when its bytes are read. */
export function convertedLater(dense: Dense, type: ElementType): Dense {
  if (dense.type === type) return dense;
  if (dense.splat) return { ...dense, type, bytes: writeNumbers(type, readNumbers({ ...dense, shape: [], splat: false }) as Float32Array) };
  const source = once(dense.bytes, `${dense.type} to ${type}`, () =>
    mappedSource(dense, elementInfo(type).bytes, (run, _, out) => out.set(writeNumbers(type, readNumbers(run) as Float32Array))),
  );
  return { ...dense, type, bytes: whole(source) };
}

/** Buffers that nobody reads into now: a model has hundreds of sources, of which one or two are read at a time. */
const idle: Uint8Array[] = [];

function takeScratch(length: number): Uint8Array {
  const found = idle.pop();
  return found && found.length >= length ? found : new Uint8Array(length);
}

/** Writes what becomes of a run of elements to `out`; `first` is the number of the run's first element. */
export type MapRun = (run: Dense, first: number, out: Uint8Array) => void;

/**
 * A source that computes `width` bytes for each element of a tensor, from runs of its elements, which begin at multiples of `step`.
 */
export function mappedSource(dense: Dense, width: number, map: MapRun, step = 1): ByteSource {
  const { bytes: givenWidth } = elementInfo(dense.type);
  const given = sourceOf(dense.bytes);
  const count = elementCount(dense.shape);
  const compute = (offset: number, target: Uint8Array): Later<Uint8Array> => {
    const first = Math.floor(offset / width / step) * step;
    const end = Math.min(count, Math.ceil((offset + target.length) / width / step) * step);
    const wanted = (end - first) * givenWidth;
    const scratch = takeScratch(wanted);
    return then(readAt(given.source, given.offset + first * givenWidth, wanted, scratch), (bytes) => {
      const skipped = offset - first * width;
      const fits = skipped === 0 && Math.ceil((end - first) * width) === target.length && target.byteOffset % 8 === 0;
      const out = fits ? target : new Uint8Array(Math.ceil((end - first) * width));
      map({ type: dense.type, shape: [end - first], bytes }, first, out);
      if (!fits) target.set(out.subarray(skipped, skipped + target.length));
      idle.push(scratch);
      return target;
    });
  };
  return {
    name: given.source.name,
    size: Math.ceil(count * width),
    read: (offset, length) => compute(offset, new Uint8Array(length)),
    // Only where the source below answers at once.
    ...((isInMemory(dense.bytes) || given.source.readInto) && {
      readInto: (offset: number, target: Uint8Array) => void compute(offset, target),
    }),
  };
}
