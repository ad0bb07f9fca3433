// Enum attributes (`#stablehlo<precision HIGH>`) of StableHLO and CHLO.

/** The members of an enum of a dialect, by its full name; in bytecode they are numbered from `firstCode`, or from 0. */
export interface EnumSpec<Member extends string = string> {
  readonly name: string;
  readonly members: readonly Member[];
  readonly firstCode?: number;
  /** `#stablehlo.result_accuracy_mode<DEFAULT>` instead of `#stablehlo<result_accuracy_mode DEFAULT>`. */
  readonly bracketed?: true;
}

const enumSpec = <const Member extends string>(
  name: string,
  members: readonly Member[],
  more: Pick<EnumSpec, 'firstCode' | 'bracketed'> = {},
): EnumSpec<Member> => ({ name, members, ...more });

const precisions = ['DEFAULT', 'HIGH', 'HIGHEST'] as const;
const directions = ['EQ', 'NE', 'GE', 'GT', 'LE', 'LT'] as const;
const comparisons = ['NOTYPE', 'FLOAT', 'TOTALORDER', 'SIGNED', 'UNSIGNED'] as const;

export const precision = enumSpec('stablehlo.precision', precisions);
export const resultAccuracyMode = enumSpec('stablehlo.result_accuracy_mode', ['DEFAULT', 'HIGHEST', 'TOLERANCE'], { bracketed: true });
export const fftType = enumSpec('stablehlo.fft_type', ['FFT', 'IFFT', 'RFFT', 'IRFFT']);
export const comparisonDirection = enumSpec('stablehlo.comparison_direction', directions);
export const comparisonType = enumSpec('stablehlo.comparison_type', comparisons);
export const transposeMode = enumSpec('stablehlo.transpose', ['TRANSPOSE_INVALID', 'NO_TRANSPOSE', 'TRANSPOSE', 'ADJOINT']);
export const rngDistribution = enumSpec('stablehlo.rng_distribution', ['UNIFORM', 'NORMAL'], { firstCode: 1 });
export const rngAlgorithm = enumSpec('stablehlo.rng_algorithm', ['DEFAULT', 'THREE_FRY', 'PHILOX']);
export const chloPrecision = enumSpec('chlo.precision', precisions);
export const chloComparisonDirection = enumSpec('chlo.comparison_direction', directions);
export const chloComparisonType = enumSpec('chlo.comparison_type', comparisons);

/** Every enum by its full name. */
export const enums: ReadonlyMap<string, EnumSpec> = new Map(
  [
    precision,
    resultAccuracyMode,
    fftType,
    comparisonDirection,
    comparisonType,
    transposeMode,
    rngDistribution,
    rngAlgorithm,
    chloPrecision,
    chloComparisonDirection,
    chloComparisonType,
  ].map((spec) => [spec.name, spec]),
);
