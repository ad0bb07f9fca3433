// Floats that JavaScript has no typed array for: f16, bf16, the f8 family, f6, f4. One description, one codec.

/**
 * Sign, exponent and mantissa of a small float. `special` says which bit patterns are not numbers:
 * `ieee` the highest exponent (infinities and NaN); `nan` only all ones (no infinities); `negative-zero` the pattern of −0 is NaN,
 * there is no −0 and no infinity; `none` every pattern is a number; `exponent-only` no sign, no mantissa, all ones is NaN.
 */
export interface FloatFormat {
  readonly bits: number;
  readonly exponent: number;
  readonly mantissa: number;
  readonly bias: number;
  readonly special: 'ieee' | 'nan' | 'negative-zero' | 'none' | 'exponent-only';
}

/** The number that a bit pattern stands for. */
export function decodeFloat(bits: number, format: FloatFormat): number {
  const { exponent: exponentBits, mantissa: mantissaBits, bias, special } = format;
  const allOnes = 2 ** exponentBits - 1;
  if (special === 'exponent-only') return bits === allOnes ? Number.NaN : 2 ** (bits - bias);
  const sign = bits >>> (format.bits - 1) ? -1 : 1;
  const exponent = (bits >>> mantissaBits) & allOnes;
  const mantissa = bits & (2 ** mantissaBits - 1);
  if (special === 'ieee' && exponent === allOnes) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (special === 'nan' && exponent === allOnes && mantissa === 2 ** mantissaBits - 1) return Number.NaN;
  if (special === 'negative-zero' && sign === -1 && exponent === 0 && mantissa === 0) return Number.NaN;
  const magnitude =
    exponent === 0 ? mantissa * 2 ** (1 - bias - mantissaBits) : (1 + mantissa / 2 ** mantissaBits) * 2 ** (exponent - bias);
  return sign * magnitude;
}

/** The bit pattern nearest to a number, ties to even; out of range becomes infinity where there is one, else NaN, else the largest. */
export function encodeFloat(value: number, format: FloatFormat): number {
  const { exponent: exponentBits, mantissa: mantissaBits, bias, special } = format;
  const allOnes = 2 ** exponentBits - 1;
  if (special === 'exponent-only') return encodeExponentOnly(value, allOnes, bias);
  const signBit = special === 'negative-zero' && value === 0 ? 0 : value < 0 || Object.is(value, -0) ? 2 ** (format.bits - 1) : 0;
  const infinity = allOnes * 2 ** mantissaBits;
  if (Number.isNaN(value)) return notANumber(format, infinity);
  const magnitude = Math.abs(value);
  const exponent = magnitude === 0 ? 1 - bias : Math.max(exponentOf(magnitude), 1 - bias);
  // In units of the last place; rounding may carry into the exponent, which the addition below does by itself.
  const units = roundToEven(magnitude / 2 ** (exponent - mantissaBits));
  const bits = units < 2 ** mantissaBits ? units : (exponent + bias) * 2 ** mantissaBits + (units - 2 ** mantissaBits);
  const largest =
    special === 'ieee' ? infinity - 1 : special === 'nan' ? infinity + 2 ** mantissaBits - 2 : infinity + 2 ** mantissaBits - 1;
  if (bits <= largest) return bits === 0 && special === 'negative-zero' ? 0 : signBit + bits;
  if (special === 'ieee') return signBit + infinity;
  return special === 'none' ? signBit + largest : notANumber(format, infinity) + (special === 'nan' ? signBit : 0);
}

function notANumber({ bits, mantissa, special }: FloatFormat, infinity: number): number {
  if (special === 'ieee') return infinity + 2 ** (mantissa - 1);
  if (special === 'nan') return infinity + 2 ** mantissa - 1;
  return special === 'negative-zero' ? 2 ** (bits - 1) : 0;
}

// With no mantissa the halfway point 1.5·2^e rounds up: the significand's only bit is odd.
function encodeExponentOnly(value: number, allOnes: number, bias: number): number {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) return allOnes;
  const exponent = exponentOf(value);
  const biased = exponent + bias + (value / 2 ** exponent >= 1.5 ? 1 : 0);
  return biased >= allOnes ? allOnes : Math.max(0, biased);
}

const float64 = new Float64Array(1);
const float64Words = new Uint32Array(float64.buffer);

/** The exponent of a normal double, exactly. */
function exponentOf(magnitude: number): number {
  float64[0] = magnitude;
  return (((float64Words[1] as number) >>> 20) & 0x7ff) - 1023;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

const tables = new WeakMap<FloatFormat, Float32Array>();

/** The numbers of all bit patterns of a format, computed when first asked for; every small float is exact in f32. */
export function decodeTable(format: FloatFormat): Float32Array {
  let table = tables.get(format);
  if (!table) {
    table = Float32Array.from({ length: 2 ** format.bits }, (_, bits) => decodeFloat(bits, format));
    tables.set(format, table);
  }
  return table;
}
