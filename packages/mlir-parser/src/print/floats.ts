// Floats as LLVM's APFloat spells them for MLIR: six digits and an exponent where that is exact (1.000000e+00), else as many digits as tell
// the number apart in its type (9.99999997E-7, 0.1), else the bits in hex.
import { elementInfo, fromSmallFloat, isElementType, toSmallFloat } from '@hlolite/tensor';

/** The text of a float of the named type. `bits` are those of a NaN that is not the usual one. */
export function floatText(value: number, type: string, bits?: bigint): string {
  if (!Number.isFinite(value)) return hexText(value, type, bits);
  const short = shortText(value);
  if (
    roundTo(Number(short), type) === value &&
    Object.is(Number(short) < 0 || Object.is(Number(short), -0), value < 0 || Object.is(value, -0))
  )
    return short;
  const exact = exactText(value, type);
  return exact.includes('.') ? exact : hexText(value, type, bits);
}

/** `1.500000e+00`: six significant digits, the seventh is a zero. */
function shortText(value: number): string {
  const [digits, exponent] = split(value, 6);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return `${sign}${digits[0]}.${digits.slice(1).padEnd(6, '0')}e${power}`;
}

/** Significant digits without trailing zeros, and the power of ten of the first. */
function split(value: number, precision: number): [digits: string, exponent: number] {
  const [mantissa = '0', exponent = '0'] = Math.abs(value)
    .toExponential(precision - 1)
    .split('e');
  return [mantissa.replace('.', '').replace(/0+$/, '') || '0', Number(exponent)];
}

/** Digits that tell every two numbers of a type apart, by APFloat's formula. */
function precisionOf(type: string): number {
  const mantissa = type === 'f64' ? 53 : type === 'f32' ? 24 : isElementType(type) ? (elementInfo(type).format?.mantissa ?? 52) + 1 : 53;
  return 2 + Math.floor((mantissa * 59) / 196);
}

/** APFloat's own spelling: plain where at most three zeros are needed to fill up, else with an exponent. */
function exactText(value: number, type: string): string {
  const precision = precisionOf(type);
  const [digits, first] = split(value, precision);
  const last = first - digits.length + 1;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
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

const scratch = new DataView(new ArrayBuffer(8));

function bitsOf(value: number, type: string): bigint {
  if (type === 'f32') {
    scratch.setFloat32(0, value);
    return BigInt(scratch.getUint32(0));
  }
  if (type !== 'f64' && isElementType(type)) return BigInt(toSmallFloat(type, value));
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
}
