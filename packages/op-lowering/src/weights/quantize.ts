// Weights as integers with scales: symmetric, real = scale · stored. The scales need one pass over the data now; the integers are
// computed when the writer reads them, so that no more than a chunk is ever held.
import { fail } from '@hlolite/diagnostics';
import {
  type ByteSource,
  type Bytes,
  bytesNow,
  convertedLater,
  type Dense,
  elementCount,
  elementInfo,
  isInMemory,
  type MapRun,
  mappedSource,
  readAt,
  readNumbers,
  writeNumbers,
} from '@hlolite/tensor';
import { forEachRun, type Groups } from '../runs.js';

export interface Quantized {
  readonly data: Bytes;
  readonly scales: Uint8Array;
}

const whole = (source: ByteSource): Bytes => ({ source, offset: 0, length: source.size });

/** Elements that are looked at in one go. */
const RUN = 1 << 20;

/** The largest magnitude of each group. */
function magnitudes(dense: Dense, groups: Groups, name: string): Float32Array {
  const largest = new Float32Array(groups.count);
  const width = elementInfo(dense.type).bytes;
  const count = elementCount(dense.shape);
  const buffer = new Uint8Array(Math.min(RUN, count) * width);
  for (let first = 0; first < count; first += RUN) {
    const length = Math.min(RUN, count - first);
    const bytes = rangeOf(dense.bytes, first * width, length * width, buffer);
    const numbers = readNumbers({ type: dense.type, shape: [length], bytes }) as Float32Array;
    forEachRun(groups, first, length, (start, end, group) => {
      let most = largest[group] as number;
      for (let i = start; i < end; i++) {
        const magnitude = Math.abs(numbers[i] as number);
        if (magnitude > most) most = magnitude;
        else if (Number.isNaN(magnitude)) notFinite(name, first + i);
      }
      if (most === Number.POSITIVE_INFINITY)
        notFinite(name, first + start + numbers.subarray(start, end).findIndex((value) => !Number.isFinite(value)));
      largest[group] = most;
    });
  }
  return largest;
}

/** A range of data, in `buffer` where it comes from a file that can fill it. */
function rangeOf(bytes: Bytes, offset: number, length: number, buffer: Uint8Array): Uint8Array {
  if (isInMemory(bytes)) return bytes.subarray(offset, offset + length);
  const read = readAt(bytes.source, bytes.offset + offset, length, buffer);
  return read instanceof Uint8Array ? read : bytesNow({ source: bytes.source, offset: bytes.offset + offset, length });
}

const notFinite = (name: string, element: number): never =>
  fail({
    code: 'weights/not-finite',
    message: `weights must be finite to be quantized ("${name}" is not at element ${element})`,
    hint: 'correct the weights, or convert without --weights-as',
  });

/** A scale for each slice of a dimension; `bits` is 8 or 4, two of which share a byte, the first in the low half. */
export function quantizedRows(
  dense: Dense,
  dimension: number,
  bits: 4 | 8,
  name: string,
): { readonly data: Bytes; readonly scales: readonly number[] } {
  const groups = { count: dense.shape[dimension] as number, inner: elementCount(dense.shape.slice(dimension + 1)) };
  const limit = 2 ** (bits - 1) - 1;
  // A slice of zeros takes any scale but 0, which kernels refuse.
  const scales = Float32Array.from(magnitudes(dense, groups, name), (magnitude) => magnitude / limit || 1);
  return { data: integers(dense, bits, scales, groups), scales: [...scales] };
}

/** int4 with a scale for each `size` elements of a row; scales are f16 [rows, columns / size], as the kernel reads them. */
export function quantizedBlocks(dense: Dense, size: number, name: string): Quantized & { readonly shape: readonly number[] } {
  const groups = { count: elementCount(dense.shape) / size, inner: size };
  const wanted = Float32Array.from(magnitudes(dense, groups, name), (magnitude) => magnitude / 7 || 1);
  const scales = writeNumbers('f16', wanted);
  const shape = [dense.shape[0] as number, groups.count / (dense.shape[0] as number)];
  // What is divided by is the scale as it is stored, not the one that was wanted.
  const stored = readNumbers({ type: 'f16', shape, bytes: scales }) as Float32Array;
  return { data: integers(dense, 4, stored, groups), scales, shape };
}

function integers(dense: Dense, bits: 4 | 8, scales: Float32Array, groups: Groups): Bytes {
  const limit = 2 ** (bits - 1) - 1;
  const map: MapRun = (run, first, out) => {
    const numbers = readNumbers(run) as Float32Array;
    if (bits === 4) out.fill(0);
    forEachRun(groups, first, numbers.length, (start, end, group) => {
      const scale = scales[group] as number;
      for (let i = start; i < end; i++) {
        const value = Math.max(-limit, Math.min(limit, Math.round((numbers[i] as number) / scale)));
        if (bits === 8) out[i] = value & 0xff;
        else out[i >> 1] = (out[i >> 1] as number) | ((value & 0xf) << (4 * (i & 1)));
      }
    });
  };
  return whole(mappedSource(dense, bits / 8, map, bits === 4 ? 2 : 1));
}

/** f32 of 16-bit floats: exact. */
export const float32Of = (dense: Dense): Bytes => convertedLater(dense, 'f32').bytes;

/** f16 of f32 or bf16. A weight that f16 cannot hold is an error when it is written, not an infinity in the model. */
export function float16Of(dense: Dense, name: string): Bytes {
  if (dense.type === 'f16') return dense.bytes;
  const map: MapRun = (run, first, out) => {
    const numbers = readNumbers(run) as Float32Array;
    for (let i = 0; i < numbers.length; i++)
      if (Math.abs(numbers[i] as number) >= 65520 && Number.isFinite(numbers[i])) beyond(name, first + i);
    out.set(writeNumbers('f16', numbers));
  };
  return whole(mappedSource(dense, 2, map));
}

const beyond = (name: string, element: number): never =>
  fail({
    code: 'weights/range',
    message: `weights must be below 65520 to be stored as f16 ("${name}" is not at element ${element})`,
    hint: 'convert with --weights-as int8, or without',
  });
