// TFLite stores two 4-bit or four 2-bit integers in a byte, low bits first; in memory each takes a byte.
import { type ElementType, elementInfo } from '@hlolite/tensor';

/** The bytes of the file for bytes in memory; other types than sub-byte integers come back as they are. */
export function packSubBytes(type: ElementType, bytes: Uint8Array): Uint8Array {
  const { bits, kind } = elementInfo(type);
  if (bits >= 8 || kind === 'boolean') return bytes;
  const perByte = 8 / bits;
  const packed = new Uint8Array(Math.ceil(bytes.length / perByte));
  const mask = 2 ** bits - 1;
  bytes.forEach((value, index) => {
    packed[Math.floor(index / perByte)]! |= (value & mask) << (bits * (index % perByte));
  });
  return packed;
}
