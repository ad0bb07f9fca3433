// Between the types of the program and those of TFLite.
import { fail } from '@hlolite/diagnostics';
import { DYNAMIC, elementName, isTensor, type Operation, placeOf, type QuantizedType, type Type } from '@hlolite/mlir-parser';
import type { Dense, ElementType } from '@hlolite/tensor';
import { type Quantization, type TensorType, tensorTypes } from '@hlolite/tflite-schema';

/** Type and shape of a tensor of the graph; `shapeSignature` has −1 where a dimension is unknown. */
export interface TensorInfo {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly shapeSignature?: readonly number[];
  readonly quantization?: Quantization;
}

/** Type, shape and quantization alone, of what may have content as well. */
export const infoOf = ({ type, shape, shapeSignature, quantization }: TensorInfo): TensorInfo => ({
  type,
  shape,
  ...(shapeSignature && { shapeSignature }),
  ...(quantization && { quantization }),
});

const byElement = new Map<string, TensorType>();
for (const [name, row] of Object.entries(tensorTypes)) if ('element' in row) byElement.set(row.element, name as TensorType);

/** The TFLite type of an element type of programs, where there is one. */
export const typeOfElement = (element: string): TensorType | undefined => byElement.get(element);

/** The element type that a TFLite type stores. */
export const elementTypeOf = (type: TensorType): ElementType | undefined => {
  const row = tensorTypes[type];
  return 'element' in row ? row.element : undefined;
};

/** Sizes are 32-bit in the file. */
const LARGEST_DIMENSION = 2 ** 31 - 1;

/**
 * A tensor type of the program, or the type of constant data, as TFLite has it.
 * @throws CompileError `lower/unsupported-type` for what is no ranked tensor or has no TFLite type, `lower/too-large` for sizes beyond the format.
 */
export function tensorInfo(of: Type | Dense, operation: Operation): TensorInfo {
  const { element, shape, quantization }: ElementAndShape =
    'kind' in of ? elementAndShape(of, operation) : { element: of.type, shape: of.shape };
  const type = typeOfElement(element);
  if (type === undefined)
    return fail({
      code: 'lower/unsupported-type',
      message: `tensors must have an element type that TFLite has (was ${element})`,
      place: placeOf(operation),
      hint: 'convert the tensor in the program to a type that TFLite has, such as f32, f16, bf16, i8 … i64',
    });
  if (
    shape.some((size) => size > LARGEST_DIMENSION) ||
    shape.reduce((product, size) => product * Math.max(size, 1), 1) > Number.MAX_SAFE_INTEGER / 16
  )
    return fail({
      code: 'lower/too-large',
      message: `a tensor must have dimensions below 2^31 and fit in memory (was ${shape.join('x')}x${element})`,
      place: placeOf(operation),
      hint: 'make the tensor smaller in the program',
    });
  const known = shape.includes(DYNAMIC)
    ? { type, shape: shape.map((size) => (size === DYNAMIC ? 1 : size)), shapeSignature: shape }
    : { type, shape };
  return quantization ? { ...known, quantization } : known;
}

interface ElementAndShape {
  readonly element: string;
  readonly shape: readonly number[];
  readonly quantization?: Quantization | undefined;
}

function elementAndShape(type: Type, operation: Operation): ElementAndShape {
  if (!isTensor(type))
    return fail({
      code: 'lower/unsupported-type',
      message: `values must be ranked tensors (was ${elementName(type)})`,
      place: placeOf(operation),
      hint: 'tokens, tuples and unranked tensors have no place in a TFLite graph',
    });
  const { element, shape } = type;
  if (element.kind !== 'quantized') return { element: elementName(element), shape };
  return { element: elementName(element.storage), shape, quantization: quantizationOf(element) };
}

/** Scales and zero points, one for all or one a slice of an axis; those of blocks have no place beside a tensor, and ops compute with them. */
function quantizationOf({ scales, zeroPoints, axis, blocks }: QuantizedType): Quantization | undefined {
  if (blocks) return undefined;
  return {
    scale: scales.map(Math.fround),
    zeroPoint: scales.map((_, index) => zeroPoints[index] ?? zeroPoints[0] ?? 0n),
    dimension: axis ?? 0,
  };
}
