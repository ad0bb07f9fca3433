// bitcast_convert: the same bits under another type; unequal widths add or take a last dimension.
import { stablehlo } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementInfo, expandedBytes } from '@hlolite/tensor';
import { kernels } from './kernel.js';

export const bitcast = kernels(stablehlo, {
  bitcast_convert: ({ operand }, context) => bitcastConvert(operand, context.resultType()),
});

function bitcastConvert(operand: Dense, type: ElementType): Dense {
  const [from, to] = [elementInfo(operand.type), elementInfo(type)];
  if (from.bits === to.bits) return { ...operand, type };
  const shape = from.bits > to.bits ? [...operand.shape, from.bits / to.bits] : operand.shape.slice(0, -1);
  // Sub-byte elements take a byte each in memory: their bits are packed, low ones first, and unpacked again.
  const bytes = unpacked(packed(expandedBytes(operand), from.bits), to.bits);
  return { type, shape, bytes };
}

function packed(bytes: Uint8Array, bits: number): Uint8Array {
  if (bits >= 8) return bytes;
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  const result = new Uint8Array(Math.ceil(bytes.length / perByte));
  bytes.forEach((byte, index) => {
    (result[Math.floor(index / perByte)] as number) |= (byte & mask) << ((index % perByte) * bits);
  });
  return result;
}

function unpacked(bytes: Uint8Array, bits: number): Uint8Array {
  if (bits >= 8) return bytes;
  const perByte = 8 / bits;
  return Uint8Array.from({ length: bytes.length * perByte }, (_, index) => {
    const byte = bytes[Math.floor(index / perByte)] as number;
    return (byte >> ((index % perByte) * bits)) & (2 ** bits - 1);
  });
}
