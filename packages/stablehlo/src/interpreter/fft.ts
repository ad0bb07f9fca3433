// Fourier transforms of the last dimensions: forward, inverse, from and to real numbers, of any length.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementCount, elementInfo } from '@hlolite/tensor';
import type { Complex } from './complex.js';
import { denseFrom, elementsOf, newElements } from './elements.js';
import { kernels } from './kernel.js';
import { stridesOf } from './strides.js';

export const fft = kernels(stablehlo, {
  fft: ({ operand, fft_type: kind, fft_length: lengths }, context) => transform(operand, kind, lengths, context.resultType()),
});

/** A tensor of complex numbers as two arrays of doubles. */
interface Spectrum {
  readonly shape: readonly number[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function transform(operand: Dense, kind: 'FFT' | 'IFFT' | 'RFFT' | 'IRFFT', lengths: readonly number[], type: ElementType): Dense {
  const rank = operand.shape.length;
  const first = rank - lengths.length;
  const inverse = kind === 'IFFT' || kind === 'IRFFT';
  let spectrum = read(operand);
  if (kind === 'IRFFT') spectrum = mirrored(spectrum, lengths.at(-1) as number, first);
  for (let dimension = first; dimension < rank; dimension++) spectrum = alongDimension(spectrum, dimension, inverse);
  if (kind === 'RFFT') spectrum = cut(spectrum, Math.floor((lengths.at(-1) as number) / 2) + 1);
  return write(spectrum, type);
}

function read(operand: Dense): Spectrum {
  const count = elementCount(operand.shape);
  const elements = elementsOf(operand);
  const [re, im] = [new Float64Array(count), new Float64Array(count)];
  const complex = elementInfo(operand.type).kind === 'complex';
  for (let index = 0; index < count; index++) {
    const value = elements.get(index);
    [re[index], im[index]] = complex ? (value as Complex) : [value as number, 0];
  }
  return { shape: operand.shape, re, im };
}

function write({ shape, re, im }: Spectrum, type: ElementType): Dense {
  const results = newElements(type, re.length);
  const complex = elementInfo(type).kind === 'complex';
  for (let index = 0; index < re.length; index++)
    results.set(index, complex ? [re[index] as number, im[index] as number] : (re[index] as number));
  return denseFrom(results, shape);
}

/** The first `size` elements of the last dimension: the others of a real signal's spectrum follow from them. */
function cut({ shape, re, im }: Spectrum, size: number): Spectrum {
  const length = shape.at(-1) as number;
  const kept = (_: number, index: number) => index % length < size;
  return { shape: [...shape.slice(0, -1), size], re: re.filter(kept), im: im.filter(kept) };
}

/** The whole spectrum of a real signal from its first half: the rest is the conjugate at the negated index of every transformed dimension. */
function mirrored({ shape, re, im }: Spectrum, length: number, first: number): Spectrum {
  const whole = [...shape.slice(0, -1), length];
  const count = elementCount(whole);
  const [from, to] = [stridesOf(shape), stridesOf(whole)];
  const half = shape.at(-1) as number;
  const result: Spectrum = { shape: whole, re: new Float64Array(count), im: new Float64Array(count) };
  for (let index = 0; index < count; index++) {
    const position = whole.map((size, d) => Math.floor(index / (to[d] as number)) % size);
    const known = (position.at(-1) as number) < half;
    const source = position.reduce((sum, at, d) => {
      const negated = known || d < first ? at : ((whole[d] as number) - at) % (whole[d] as number);
      return sum + negated * (from[d] as number);
    }, 0);
    result.re[index] = re[source] as number;
    result.im[index] = known ? (im[source] as number) : -(im[source] as number);
  }
  return result;
}

/** X[k] = Σ x[n]·exp(∓2πi·k·n/N) on every line of a dimension; the inverse is divided by N. */
function alongDimension({ shape, re, im }: Spectrum, dimension: number, inverse: boolean): Spectrum {
  const length = shape[dimension] as number;
  const stride = stridesOf(shape)[dimension] as number;
  const turn = ((inverse ? 2 : -2) * Math.PI) / length;
  const cos = Float64Array.from({ length }, (_, n) => Math.cos(turn * n));
  const sin = Float64Array.from({ length }, (_, n) => Math.sin(turn * n));
  const result: Spectrum = { shape, re: new Float64Array(re.length), im: new Float64Array(re.length) };
  for (let line = 0; line < re.length; line++) {
    if (Math.floor(line / stride) % length !== 0) continue;
    for (let k = 0; k < length; k++) {
      let [sumRe, sumIm] = [0, 0];
      for (let n = 0, angle = 0; n < length; n++, angle = (angle + k) % length) {
        const at = line + n * stride;
        const [c, s] = [cos[angle] as number, sin[angle] as number];
        sumRe += (re[at] as number) * c - (im[at] as number) * s;
        sumIm += (re[at] as number) * s + (im[at] as number) * c;
      }
      result.re[line + k * stride] = inverse ? sumRe / length : sumRe;
      result.im[line + k * stride] = inverse ? sumIm / length : sumIm;
    }
  }
  return result;
}
