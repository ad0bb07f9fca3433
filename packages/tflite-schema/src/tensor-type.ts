// TFLite's tensor types and the element types of MLIR they hold, in one table.
import { type ElementType, elementCount, elementInfo } from '@hlolite/tensor';

/** Name → code in the schema's TensorType, and the element type it stores (absent where there is none). */
export const tensorTypes = {
  FLOAT32: { code: 0, element: 'f32' },
  FLOAT16: { code: 1, element: 'f16' },
  INT32: { code: 2, element: 'i32' },
  UINT8: { code: 3, element: 'ui8' },
  INT64: { code: 4, element: 'i64' },
  STRING: { code: 5 },
  BOOL: { code: 6, element: 'i1' },
  INT16: { code: 7, element: 'i16' },
  COMPLEX64: { code: 8, element: 'complex<f32>' },
  INT8: { code: 9, element: 'i8' },
  FLOAT64: { code: 10, element: 'f64' },
  COMPLEX128: { code: 11, element: 'complex<f64>' },
  UINT64: { code: 12, element: 'ui64' },
  RESOURCE: { code: 13 },
  VARIANT: { code: 14 },
  UINT32: { code: 15, element: 'ui32' },
  UINT16: { code: 16, element: 'ui16' },
  INT4: { code: 17, element: 'i4' },
  BFLOAT16: { code: 18, element: 'bf16' },
  INT2: { code: 19, element: 'i2' },
  UINT4: { code: 20, element: 'ui4' },
  FLOAT8_E4M3FN: { code: 21, element: 'f8E4M3FN' },
  FLOAT8_E5M2: { code: 22, element: 'f8E5M2' },
} as const satisfies Record<string, { code: number; element?: ElementType }>;

export type TensorType = keyof typeof tensorTypes;

const rows: Readonly<Record<TensorType, { readonly code: number; readonly element?: ElementType }>> = tensorTypes;

/**
 * Bytes of a tensor's content in a file, where sub-byte integers are packed but booleans take a byte each;
 * undefined for types whose size does not follow from the shape (strings, resources, variants).
 */
export function contentSize(type: TensorType, shape: readonly number[]): number | undefined {
  const { element } = rows[type];
  if (element === undefined) return undefined;
  const { bits, bytes, kind } = elementInfo(element);
  const count = elementCount(shape);
  return bits < 8 && kind !== 'boolean' ? Math.ceil((count * bits) / 8) : count * bytes;
}
