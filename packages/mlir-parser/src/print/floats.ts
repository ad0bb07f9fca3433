// Floats as LLVM's APFloat spells them for MLIR: six digits and an exponent where that is exact (1.000000e+00), else as many digits as tell
// the number apart in its type (9.99999997E-7, 0.1), else the bits in hex.
import { elementInfo, fromSmallFloat, isElementType, toSmallFloat } from '@hlolite/tensor';

/** The text of a float of the named type. `bits` are those of a NaN that is not the usual one. */
export function floatText(value: number, type: string, bits?: bigint): string {
  if (!Number.isFinite(value)) return hexText(value, type, bits);
  const short = shortText(value);
  if (Object.is(roundTo(Number(short), type), value)) return short;
  const exact = exactText(value, type);
  return exact.includes('.') ? exact : hexText(value, type, bits);
}

const signOf = (value: number) => (value < 0 || Object.is(value, -0) ? '-' : '');

/** `1.500000e+00`: six significant digits, the seventh is a zero. */
function shortText(value: number): string {
  const { digits, exponent } = decimalDigits(value, 6);
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return `${signOf(value)}${digits[0]}.${digits.slice(1).padEnd(6, '0')}e${power}`;
}

/** Significant digits without trailing zeros, and the power of ten of the first. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

const scratch = new DataView(new ArrayBuffer(8));

/**
 * The digits that APFloat::toString takes. It first drops decimal digits until about as many bits are left as the precision needs, without
 * rounding, and rounds half up only what is then still too long: so the last digit may differ from the nearest one.
 */
function decimalDigits(value: number, precision: number): Digits {
  if (value === 0) return { digits: '0', exponent: 0 };
  let { significand, power } = binaryParts(Math.abs(value));
  // N · 2^-e = N · 5^e · 10^-e
  let tens = 0;
  if (power >= 0) significand <<= BigInt(power);
  else {
    significand *= 5n ** BigInt(-power);
    tens = power;
  }
  // 196/59 is a little more than the bits of a decimal digit.
  const excess = significand.toString(2).length - Math.floor((precision * 196 + 58) / 59);
  const dropped = Math.max(0, Math.floor((excess * 59) / 196));
  const kept = (significand / 10n ** BigInt(dropped)).toString();
  const digits = kept.length > precision ? roundHalfUp(kept, precision) : kept;
  const exponent = kept.length - 1 + tens + dropped + (digits.length > precision ? 1 : 0);
  return { digits: digits.slice(0, precision).replace(/0+$/, ''), exponent };
}

/** The first digits, rounded by the next one; one digit longer when the carry went through. */
const roundHalfUp = (digits: string, precision: number): string =>
  ((digits[precision] as string) < '5' ? BigInt(digits.slice(0, precision)) : BigInt(digits.slice(0, precision)) + 1n).toString();

/** A positive double as an odd number times a power of two. */
function binaryParts(value: number): { significand: bigint; power: number } {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  let significand = biased === 0 ? fraction : fraction | (1n << 52n);
  let power = Math.max(biased, 1) - 1075;
  while ((significand & 1n) === 0n) {
    significand >>= 1n;
    power++;
  }
  return { significand, power };
}

/** Digits that tell every two numbers of a type apart, by APFloat's formula. */
function precisionOf(type: string): number {
  const mantissa = type === 'f64' ? 53 : type === 'f32' ? 24 : isElementType(type) ? (elementInfo(type).format?.mantissa ?? 52) + 1 : 53;
  return 2 + Math.floor((mantissa * 59) / 196);
}

/** APFloat's own spelling: plain where at most three zeros are needed to fill up, else with an exponent. */
function exactText(value: number, type: string): string {
  const precision = precisionOf(type);
  const { digits, exponent: first } = decimalDigits(value, precision);
  const last = first - digits.length + 1;
  const sign = signOf(value);
  const scientific = last >= 0 ? last > 3 || digits.length + last > precision : first < 0 && -first > 3;
  if (scientific) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${first < 0 ? '-' : '+'}${Math.abs(first)}`;
  if (last >= 0) return `${sign}${digits}${'0'.repeat(last)}`;
  return first >= 0 ? `${sign}${digits.slice(0, first + 1)}.${digits.slice(first + 1)}` : `${sign}0.${'0'.repeat(-first - 1)}${digits}`;
}

function roundTo(value: number, type: string): number {
  if (type === 'f32') return Math.fround(value);
  if (type === 'f64' || !isElementType(type)) return value;
  return fromSmallFloat(type, toSmallFloat(type, value));
}

function hexText(value: number, type: string, bits: bigint | undefined): string {
  const width = isElementType(type) ? elementInfo(type).bits : 64;
  const raw = bits ?? bitsOf(value, type);
  return `0x${raw
    .toString(16)
    .toUpperCase()
    .padStart(Math.ceil(width / 4), '0')}`;
}

function bitsOf(value: number, type: string): bigint {
  if (type === 'f32') {
    scratch.setFloat32(0, value);
    return BigInt(scratch.getUint32(0));
  }
  if (type !== 'f64' && isElementType(type)) return BigInt(toSmallFloat(type, value));
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
}
