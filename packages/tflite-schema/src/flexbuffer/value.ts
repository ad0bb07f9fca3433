// What a FlexBuffer holds, as plain values, and the numbers of the format that encoder and decoder share.
//
// A FlexBuffer ends with its root: the root value (or an offset to it), its packed type (type · 4 + log2 of its width), its width.
//   vector  [size] element … [packed type …]        all of one width, types one byte each; offsets go backwards from where they stand
//   map     [offset of keys] [width of keys] and then as a vector; the keys, a vector of offsets, are sorted by their bytes
//   string, blob  [size] bytes (a string has a NUL behind it); key  bytes NUL

/** A float. Bare numbers are integers: 1 and 1.0 are different types in a FlexBuffer, and a kernel that reads one may refuse the other. */
export class Float {
  constructor(readonly value: number) {}
}

/** Integers are numbers where these are exact, else bigint. */
export type FlexValue = null | boolean | number | bigint | Float | string | Uint8Array | readonly FlexValue[] | FlexMap;
/** The attributes of a custom op by their names. */
export interface FlexMap {
  readonly [key: string]: FlexValue;
}

/** Types of the format. */
export const FlexType = {
  NULL: 0,
  INT: 1,
  UINT: 2,
  FLOAT: 3,
  KEY: 4,
  STRING: 5,
  INDIRECT_INT: 6,
  INDIRECT_UINT: 7,
  INDIRECT_FLOAT: 8,
  MAP: 9,
  VECTOR: 10,
  VECTOR_INT: 11,
  VECTOR_KEY: 14,
  VECTOR_STRING: 15,
  VECTOR_INT2: 16,
  VECTOR_FLOAT4: 24,
  BLOB: 25,
  BOOL: 26,
  VECTOR_BOOL: 36,
} as const;

/** Nesting beyond this is refused, in both directions. */
export const DEPTH_LIMIT = 64;
