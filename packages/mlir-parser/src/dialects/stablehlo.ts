// The StableHLO dialect, spec version 1.20: https://openxla.org/stablehlo/spec
import { dialect } from './spec.js';
import { compute } from './stablehlo/compute.js';
import { control } from './stablehlo/control.js';
import { elementwise } from './stablehlo/elementwise.js';
import { shape } from './stablehlo/shape.js';

/** A row for each of StableHLO's ops; names are those of the spec. */
export const stablehlo = dialect('stablehlo', { ...elementwise, ...shape, ...compute, ...control });
