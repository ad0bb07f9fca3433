// The reals that quantized values stand for: the same operation with the expressed types, in its regions too (spec: dequantize_op_quantize).
import { type Block, block, type Operation, operation, type Region, type Type, type Value } from '@hlolite/mlir-parser';

/** The type with its quantized elements replaced by what they express. */
export function expressedType(type: Type): Type {
  if (type.kind === 'quantized') return type.expressed;
  return type.kind === 'tensor' && type.element.kind === 'quantized' ? { ...type, element: type.element.expressed } : type;
}

/** The operation on other operands, with the expressed types of its results and of all values of its regions. */
export function expressedOperation(given: Operation, operands: readonly Value[]): Operation {
  return operation({
    ...given,
    operands,
    regions: given.regions.map(expressedRegion),
    resultTypes: given.results.map(({ type }) => expressedType(type)),
  });
}

function expressedRegion(region: Region): Region {
  const replaced = new Map<Value, Value>();
  const replace = (from: readonly Value[], to: readonly Value[]) =>
    from.forEach((value, index) => void replaced.set(value, to[index] as Value));
  const retyped = (original: Block): Block => {
    const made = block(original.arguments.map(({ type }) => expressedType(type)));
    replace(original.arguments, made.arguments);
    for (const inner of original.operations) {
      const carried = expressedOperation(
        inner,
        inner.operands.map((value) => replaced.get(value) ?? value),
      );
      replace(inner.results, carried.results);
      made.operations.push(carried);
    }
    return made;
  };
  return { blocks: region.blocks.map(retyped) };
}
