// The constants of Fourier transforms, in doubles: roots of unity, and the transform of a constant.

/** Complex numbers, row-major. */
export interface Spectrum {
  readonly shape: readonly number[];
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** exp(∓2πi·e/n)·scale for the exponent e of each place; reduced before it becomes an angle, so that no digit is lost. */
export function turns(
  shape: readonly number[],
  exponent: (index: number) => number,
  length: number,
  inverse: boolean,
  scale = 1,
): Spectrum {
  const count = shape.reduce((product, size) => product * size, 1);
  const [re, im] = [new Float64Array(count), new Float64Array(count)];
  const turn = ((inverse ? 2 : -2) * Math.PI) / length;
  for (let index = 0; index < count; index++) {
    const angle = turn * (exponent(index) % length);
    re[index] = Math.cos(angle) * scale;
    im[index] = Math.sin(angle) * scale;
  }
  return { shape, re, im };
}

/** The forward transform of a power of two of numbers, by halves. */
export function spectrumOf({ shape, re, im }: Spectrum): Spectrum {
  const length = re.length;
  if (length === 1) return { shape, re, im };
  const part = (rest: number): Spectrum => {
    const pick = (numbers: Float64Array) => numbers.filter((_, index) => index % 2 === rest);
    return spectrumOf({ shape: [length / 2], re: pick(re), im: pick(im) });
  };
  const [even, odd] = [part(0), part(1)];
  const result: Spectrum = { shape, re: new Float64Array(length), im: new Float64Array(length) };
  const roots = turns([length / 2], (index) => index, length, false);
  for (let k = 0; k < length / 2; k++) {
    const [c, s] = [roots.re[k] as number, roots.im[k] as number];
    const [x, y] = [odd.re[k] as number, odd.im[k] as number];
    const [tRe, tIm] = [x * c - y * s, x * s + y * c];
    const [eRe, eIm] = [even.re[k] as number, even.im[k] as number];
    [result.re[k], result.im[k]] = [eRe + tRe, eIm + tIm];
    [result.re[k + length / 2], result.im[k + length / 2]] = [eRe - tRe, eIm - tIm];
  }
  return result;
}
