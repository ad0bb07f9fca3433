// Fourier transforms as products with constant matrices: a short length is one product, a long one is split into two shorter (Cooley and
// Tukey), and a long prime becomes a convolution (Bluestein). Dimension after dimension is contracted, and comes back as the last; after all
// transformed ones each is in its place again.
import { f32, stablehlo, type TensorType, tensor, type Value, type View } from '@hlolite/mlir-parser';
import { denseOf, elementCount } from '@hlolite/tensor';
import { Formula } from '../../formula.js';
import { isForKernel, isShortTransform } from '../../linear-algebra/limit.js';
import { multiply, type Pair } from '../../special-functions/complex.js';
import type { StableHloBuilder } from '../../stablehlo-builder.js';
import { isComplex, type Parts, type Split } from './parts.js';
import { splitRules } from './rows.js';
import { type Spectrum, spectrumOf, turns } from './turns.js';

/** A tensor that may be real: without imaginary part. */
interface Signal {
  readonly re: Value;
  readonly im?: Value;
}

/** Up to this length one product is fastest; a prime up to the second is one too, for the way around costs more. */
const DIRECT = 128;
const DIRECT_PRIME = 512;

export const fft = splitRules(stablehlo, { fft: transform });

function transform({ operand, fft_type: kind, fft_length: lengths }: View<typeof stablehlo.ops.fft>, parts: Parts): Split | undefined {
  const { b, operation } = parts;
  if (!isShortTransform(operation) || isForKernel(operation)) return undefined;
  const result = (operation.results[0] as Value).type as TensorType;
  const part = isComplex(result) ? tensor(result.shape, (result.element as { element: TensorType['element'] }).element) : result;
  const last = lengths.at(-1) as number;

  const first = result.shape.length - lengths.length;
  const inverse = kind === 'IFFT' || kind === 'IRFFT';
  let signal = inSingle(operand, parts);
  for (const length of lengths.slice(0, -1)) signal = alongDimension(signal, first, length, inverse, b);
  if (kind === 'IRFFT') return b.convert(toReal(signal, first, last, b), part);
  const kept = kind === 'RFFT' ? Math.floor(last / 2) + 1 : last;
  const { re, im } = alongDimension(signal, first, last, inverse, b, kept);
  return { re: b.convert(re, part), im: b.convert(im, part) };
}

function inSingle(operand: Value, parts: Parts): Signal {
  if (!isComplex(operand.type)) return { re: parts.inSingle(parts.real(operand)) };
  const { re, im } = parts.pair(operand);
  return { re: parts.inSingle(re), im: parts.inSingle(im) };
}

/** The first `kept` results of a dimension, which becomes the last. */
function alongDimension(signal: Signal, dimension: number, length: number, inverse: boolean, b: StableHloBuilder, kept = length): Pair {
  if (length <= DIRECT || (length <= DIRECT_PRIME && largestShortDivisor(length) === 1))
    return contracted(signal, dimension, matrix(length, kept, inverse), b);
  const { shape } = signal.re.type as TensorType;
  const others = shape.filter((_, axis) => axis !== dimension);
  const order = [...shape.keys()].filter((axis) => axis !== dimension);
  const rows = mapped(signal, (value) => b.reshape(b.transpose(value, [...order, dimension]), [elementCount(others), length]));
  const done = ofRows(rows, length, inverse, b);
  const cut = (value: Value) => (kept === length ? value : b.slice(value, [0, 0], [elementCount(others), kept]));
  return mappedPair(done, (value) => b.reshape(cut(value), [...others, kept]));
}

const mapped = ({ re, im }: Signal, fn: (value: Value) => Value): Signal => ({ re: fn(re), ...(im && { im: fn(im) }) });
const mappedPair = ({ re, im }: Pair, fn: (value: Value) => Value): Pair => ({ re: fn(re), im: fn(im) });

/** The transform of each row of [rows, length]. */
function ofRows(rows: Signal, length: number, inverse: boolean, b: StableHloBuilder): Pair {
  const a = largestShortDivisor(length);
  if (length <= DIRECT || (length <= DIRECT_PRIME && a === 1)) return contracted(rows, 1, matrix(length, length, inverse), b);
  if (a === 1) return bluestein(rows, length, inverse, b);
  // With n = j·c + i and k = p + a·q: X[k] = Σᵢ (Σⱼ x[j·c + i]·ωₐʲᵖ)·ωₙⁱᵖ·ω꜀ⁱᵠ.
  const c = length / a;
  const [count] = (rows.re.type as TensorType).shape as [number];
  const inner = contracted(
    mapped(rows, (value) => b.reshape(value, [count, a, c])),
    1,
    matrix(a, a, inverse),
    b,
  );
  const twiddled = timesConstant(
    inner,
    turns([c, a], (index) => Math.floor(index / a) * (index % a), length, inverse),
    b,
  );
  const outer = mappedPair(twiddled, (value) => b.reshape(b.transpose(value, [0, 2, 1]), [count * a, c]));
  const done = ofRows(outer, c, inverse, b);
  return mappedPair(done, (value) => b.reshape(b.transpose(b.reshape(value, [count, a, c]), [0, 2, 1]), [count, length]));
}

/** The divisor up to DIRECT that leaves the least work; 1 where there is none. */
function largestShortDivisor(length: number): number {
  let best = 1;
  for (let divisor = 2; divisor <= Math.min(DIRECT, length - 1); divisor++)
    if (length % divisor === 0 && (best === 1 || divisor + length / divisor < best + length / best)) best = divisor;
  return best;
}

/** ωₙʲᵏ for j below n and k below `kept`; the inverse is divided by n here. */
const matrix = (length: number, kept: number, inverse: boolean): Spectrum =>
  turns([length, kept], (index) => Math.floor(index / kept) * (index % kept), length, inverse, inverse ? 1 / length : 1);

const constant = (numbers: Float64Array, shape: readonly number[], b: StableHloBuilder): Value =>
  b.constant(tensor(shape, f32), denseOf('f32', shape, numbers));

/** The dimension contracted with the rows of a complex matrix; what is real is one product for each part. */
function contracted({ re, im }: Signal, dimension: number, by: Spectrum, b: StableHloBuilder): Pair {
  const [cos, sin] = [constant(by.re, by.shape, b), constant(by.im, by.shape, b)];
  const product = (value: Value, table: Value) => b.dot(value, table, [[dimension], [0]]);
  if (!im) return { re: product(re, cos), im: product(re, sin) };
  return {
    re: b.subtract(product(re, cos), product(im, sin)),
    im: b.add(product(re, sin), product(im, cos)),
  };
}

/** Each row of the last dimensions times the same complex numbers. */
function timesConstant(value: Pair, by: Spectrum, b: StableHloBuilder): Pair {
  const type = value.re.type as TensorType;
  const first = type.shape.length - by.shape.length;
  const spread = (numbers: Float64Array) =>
    b.broadcast(
      constant(numbers, by.shape, b),
      type.shape,
      by.shape.map((_, axis) => first + axis),
    );
  return multiply(value, { re: spread(by.re), im: spread(by.im) }, new Formula(b, type));
}

/**
 * A convolution with the chirp, as k·j = (k² + j² − (k − j)²)/2: X[k] = w[k]·Σ (x[j]·w[j])·conj w[k − j] with w[j] = exp(∓πi·j²/n),
 * computed by transforms of a power of two that holds it.
 */
function bluestein(rows: Signal, length: number, inverse: boolean, b: StableHloBuilder): Pair {
  const size = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const [count] = (rows.re.type as TensorType).shape as [number];
  const chirp = turns([length], (index) => (index * index) % (2 * length), 2 * length, inverse);
  const kernel: Spectrum = { shape: [size], re: new Float64Array(size), im: new Float64Array(size) };
  chirp.re.forEach((re, index) => {
    for (const at of [index, (size - index) % size]) [kernel.re[at], kernel.im[at]] = [re, -(chirp.im[index] as number)];
  });
  const zeros = b.splat(tensor([count, size - length], f32), 0);
  const full: Pair = { re: rows.re, im: rows.im ?? b.splat(rows.re.type, 0) };
  const given = mappedPair(timesConstant(full, chirp, b), (value) => b.concatenate([value, zeros], 1));
  const product = timesConstant(ofRows(given, size, false, b), spectrumOf(kernel), b);
  const back = mappedPair(ofRows(product, size, true, b), (value) => b.slice(value, [0, 0], [count, length]));
  const scale = inverse ? 1 / length : 1;
  return timesConstant(back, { ...chirp, re: chirp.re.map((re) => re * scale), im: chirp.im.map((im) => im * scale) }, b);
}

/** A real signal from the first half of its spectrum along a dimension: the other half is its mirror image, conjugated. */
function toReal(half: Signal, dimension: number, length: number, b: StableHloBuilder): Value {
  const { re, im } = half as Pair;
  const { shape } = re.type as TensorType;
  const given = shape[dimension] as number;
  if (length <= DIRECT) {
    // x[n] = Σ wₖ·(re·cos + im·sin)/N: what stands for its mirror image too counts twice.
    const weigh = (index: number) => {
      const k = Math.floor(index / length);
      return (k === 0 || 2 * k === length ? 1 : 2) / length;
    };
    const table = turns([given, length], (index) => Math.floor(index / length) * (index % length), length, true);
    const [cos, sin] = [table.re, table.im].map((numbers) =>
      constant(
        numbers.map((value, index) => value * weigh(index)),
        table.shape,
        b,
      ),
    );
    return b.subtract(b.dot(re, cos as Value, [[dimension], [0]]), b.dot(im, sin as Value, [[dimension], [0]]));
  }
  const mirrored = (value: Value) => {
    const start = shape.map((_, axis) => (axis === dimension ? 1 : 0));
    const limit = shape.map((size, axis) => (axis === dimension ? length - given + 1 : size));
    return b.reverse(b.slice(value, start, limit), [dimension]);
  };
  const whole: Pair = {
    re: b.concatenate([re, mirrored(re)], dimension),
    im: b.concatenate([im, b.negate(mirrored(im))], dimension),
  };
  return alongDimension(whole, dimension, length, true, b).re;
}
