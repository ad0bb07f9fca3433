// Tensors that come from nothing: constant, iota.
import { fail } from '@hlolite/diagnostics';
import { type Attribute, arith, chlo, stablehlo } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementCount, splatOf } from '@hlolite/tensor';
import { dataTypeOf } from '../types.js';
import { denseFrom, newElements } from './elements.js';
import { type Context, kernels } from './kernel.js';
import { kindOf } from './scalar.js';
import { stridesOf } from './strides.js';

const stablehloConstants = kernels(stablehlo, {
  constant: ({ value }, context) => constantOf(value, context),
  iota: ({ iota_dimension }, context) => iota(context.resultType(), context.resultShape(), iota_dimension),
});

const arithConstants = kernels(arith, {
  constant: ({ value }, context) => constantOf(value, context),
});

const chloConstants = kernels(chlo, {
  constant: ({ value }, context) => constantOf(value, context),
  constant_like: ({ operand, value }, context) => ({ ...constantOf(value, context), shape: operand.shape, splat: true }),
});

export const constant = { ...stablehloConstants, ...arithConstants, ...chloConstants };

function constantOf(value: Attribute, context: Context): Dense {
  if (value.kind === 'integer') return splatOf(dataTypeOf(value.type) ?? 'i64', [], value.value);
  if (value.kind === 'float') return splatOf(dataTypeOf(value.type) ?? 'f64', [], value.value);
  if (value.kind === 'bool') return splatOf('i1', [], Number(value.value));
  const type = value.kind === 'dense' || value.kind === 'dense-resource' ? dataTypeOf(value.type) : undefined;
  if ((value.kind !== 'dense' && value.kind !== 'dense-resource') || value.type.kind !== 'tensor' || !type)
    return fail({ code: 'interpret/unsupported-type', message: `a constant must hold numbers (was ${value.kind})` });
  const { shape } = value.type;
  if (value.kind === 'dense') return { type, shape, bytes: value.bytes, ...(value.splat && { splat: true }) };
  const bytes = context.resource(value.key);
  if (!bytes) return fail({ code: 'interpret/resource', message: `the program must have the resource ${JSON.stringify(value.key)}` });
  return { type, shape, bytes };
}

/** Each element is its own index in one dimension. */
export function iota(type: ElementType, shape: readonly number[], dimension: number): Dense {
  const size = shape[dimension] as number;
  const inner = stridesOf(shape)[dimension] as number;
  const kind = kindOf(type);
  const elements = newElements(type, elementCount(shape));
  const count = elementCount(shape);
  for (let index = 0; index < count; index++) {
    const value = Math.floor(index / inner) % size;
    elements.set(index, kind === 'long' ? BigInt(value) : kind === 'complex' ? [value, 0] : value);
  }
  return denseFrom(elements, shape);
}
