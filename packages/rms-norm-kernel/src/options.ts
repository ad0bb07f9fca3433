// Attributes of the op: what each may be, and what it is when absent.

/**
 * Attributes of the op by name; others are ignored.
 * - `epsilon`: finite and above 0; 1e-6 when absent
 * - `axis`: the dimension that is normalized, from the end when negative; −1 when absent. A bigint is taken too.
 * - `add_unit_offset`: true scales by 1 + weight, as Gemma does; false when absent
 * - `approximate`, where GELU follows: `'tanh'` or true for the tanh approximation, `'none'` or false (as when absent) for the error function
 */
export type RmsNormOptions = Readonly<Record<string, unknown>>;

/** The attributes, checked. */
export interface Attributes {
  readonly epsilon: number;
  /** From 0 on. */
  readonly axis: number;
  readonly unitOffset: boolean;
  readonly tanh: boolean;
}

/**
 * Checks the attributes for a tensor of the given rank.
 * @throws Error when one is not what it may be
 */
export function attributesOf(options: RmsNormOptions, rank: number): Attributes {
  const { epsilon = 1e-6, axis = -1, add_unit_offset: unitOffset = false, approximate = 'none' } = options;
  if (!(typeof epsilon === 'number' && Number.isFinite(epsilon) && epsilon > 0))
    throw new Error(`epsilon must be a finite number above 0 (was ${String(epsilon)})`);
  if (typeof unitOffset !== 'boolean') throw new Error(`add_unit_offset must be true or false (was ${String(unitOffset)})`);
  const tanh = approximations.get(approximate);
  if (tanh === undefined) throw new Error(`approximate must be 'none', 'tanh', true or false (was ${String(approximate)})`);
  return { epsilon, axis: dimensionOf(axis, rank), unitOffset, tanh };
}

/** PyTorch's spelling and that of TFLite's GELU. */
const approximations: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ['none', false],
  ['tanh', true],
  [false, false],
  [true, true],
]);

function dimensionOf(axis: unknown, rank: number): number {
  if (rank === 0) throw new Error('x must have at least one dimension (was a scalar)');
  const number = typeof axis === 'bigint' ? Number(axis) : axis;
  if (typeof number === 'number' && Number.isInteger(number) && number >= -rank && number < rank)
    return number < 0 ? number + rank : number;
  throw new Error(`axis must be an integer from ${-rank} to ${rank - 1} (was ${String(axis)})`);
}
