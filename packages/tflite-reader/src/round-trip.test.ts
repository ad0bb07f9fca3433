// read(write(model)) equals model, for random models over the whole schema.
import {
  contentSize,
  elementTypeOf,
  enumMembers,
  type Field,
  fieldsOf,
  type Model,
  type Operator,
  type OperatorName,
  type OptionFields,
  type Options,
  type OptionsTable,
  operators,
  options,
  optionsTableOf,
  type Subgraph,
  type Tensor,
  type TensorType,
  tensorTypes,
} from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { read } from './index.js';

const float = fc.float({ noNaN: true });
const int64 = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
const content = fc.uint8Array({ minLength: 1, maxLength: 40 });
const dimensions = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
const optional = <T extends object>(fields: { [Name in keyof T]: Arbitrary<T[Name]> }) => fc.record(fields, { requiredKeys: [] });

const vectorOf = (values: string) =>
  fc.record({ table: fc.constant(values), fields: fc.constant({ values: values === 'Uint8Vector' ? Uint8Array.of(1, 2) : [1, 2] }) });
const sparseIndices = fc.constantFrom('Int32Vector', 'Uint16Vector', 'Uint8Vector').chain(vectorOf);
const tensorExtra = optional({
  has_rank: fc.constant(false),
  external_buffer: fc.integer({ min: 1, max: 9 }),
  variant_tensors: fc.array(optional({ shape: dimensions, type: fc.constantFrom('INT32', 'BOOL'), has_rank: fc.constant(true) })),
  sparsity: optional({
    traversal_order: dimensions,
    dim_metadata: fc.array(
      optional({
        format: fc.constant('SPARSE_CSR'),
        dense_size: fc.integer({ min: 1 }),
        array_segments: sparseIndices,
        array_indices: sparseIndices,
      }),
    ),
  }),
});
const quantizationDetails = fc.oneof(
  fc.record({ table: fc.constant('CustomQuantization'), fields: fc.record({ custom: content }) }),
  fc.record({
    table: fc.constant('BlockwiseQuantization'),
    fields: fc.record({ scales: fc.integer({ min: 1 }), block_shape: dimensions }),
  }),
);
const notEmpty = (extra: object) => Object.keys(extra).length > 0;

const quantization = fc.record(
  {
    scale: fc.array(float, { maxLength: 3 }),
    zeroPoint: fc.array(int64, { maxLength: 3 }),
    dimension: fc.integer({ min: 0, max: 3 }),
    min: fc.array(float),
    max: fc.array(float),
    extra: fc.record({ details: quantizationDetails }),
  },
  { requiredKeys: ['scale', 'zeroPoint', 'dimension'] },
);

const tensor: Arbitrary<Tensor> = fc
  .record(
    {
      name: fc.string({ unit: 'grapheme' }),
      type: fc.constantFrom(...(Object.keys(tensorTypes) as TensorType[])),
      shape: dimensions,
      shapeSignature: fc.array(fc.integer({ min: -1, max: 5 })),
      data: fc.oneof(content, fc.constantFrom(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3))),
      quantization,
      isVariable: fc.constant(true),
      extra: tensorExtra.filter(notEmpty),
    },
    { requiredKeys: ['name', 'type', 'shape'] },
  )
  .map(sized) as Arbitrary<Tensor>;

/** A tensor whose content, if it has one, is repeated to the size that its type and shape ask for. */
function sized(tensor: Tensor): Tensor {
  const size = contentSize(tensor.type, tensor.shape);
  const pattern = tensor.data as Uint8Array | undefined;
  if (size === undefined || pattern === undefined) return tensor;
  return { ...tensor, data: Uint8Array.from({ length: size }, (_, i) => pattern[i % pattern.length] as number) };
}

/** A value that a field of an options table can hold. */
function fieldValue(field: Field, subgraphs: readonly Subgraph[]): Arbitrary<unknown> {
  const element = elementTypeOf(field);
  const one = field.subgraph
    ? fc.constantFrom(...subgraphs)
    : field.enum
      ? fc.constantFrom(...enumMembers(field.enum))
      : scalar[element ?? field.type];
  if (element === 'ubyte') return fc.uint8Array();
  return element ? fc.array(one as Arbitrary<unknown>, { maxLength: 3 }) : (one as Arbitrary<unknown>);
}
const scalar: Readonly<Record<string, Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int: fc.integer(),
  uint: fc.integer({ min: 0 }),
  long: int64,
  float,
  string: fc.string(),
};

function optionsOf(table: OptionsTable, subgraphs: readonly Subgraph[]): Arbitrary<Options> {
  const fields = Object.entries(fieldsOf(table));
  // An index of a subgraph is always there: absent, it would mean subgraph 0.
  const requiredKeys = fields.filter(([, field]) => field.subgraph && !elementTypeOf(field)).map(([name]) => name);
  const values = Object.fromEntries(fields.map(([name, field]) => [name, fieldValue(field, subgraphs)]));
  return fc.record(values, { requiredKeys }).map((given) => options(table, given as OptionFields<OptionsTable>));
}

const operatorNames = (Object.keys(operators) as OperatorName[]).filter((name) => name !== 'CUSTOM');

function operator(tensors: readonly Tensor[], subgraphs: readonly Subgraph[]): Arbitrary<Operator> {
  const some = fc.array(fc.constantFrom(...tensors), { maxLength: 3 });
  const inputs = fc.array(fc.option(fc.constantFrom(...tensors)), { maxLength: 3 });
  const extra = fc.record({ mutating_variable_inputs: fc.array(fc.boolean()), debug_metadata_index: fc.nat() });
  const common = { inputs, outputs: some, intermediates: some, extra };
  const custom = fc.record(
    { op: fc.constant('CUSTOM'), customCode: fc.string(), customOptions: fc.uint8Array(), version: fc.integer({ min: 2 }), ...common },
    { requiredKeys: ['op', 'customCode', 'inputs', 'outputs'] },
  );
  const builtin = fc.constantFrom(...operatorNames).chain((op) => {
    const table = optionsTableOf(op) as OptionsTable | undefined;
    const fields = {
      op: fc.constant(op),
      version: fc.integer({ min: 100 }),
      ...common,
      ...(table && { options: optionsOf(table, subgraphs) }),
    };
    return fc.record(fields, { requiredKeys: ['op', 'inputs', 'outputs'] });
  });
  return fc.oneof(custom, builtin) as Arbitrary<Operator>;
}

const model: Arbitrary<Model> = fc
  .array(fc.array(tensor, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })
  .chain((lists) => {
    const subgraphs = lists.map((tensors, i): Subgraph => ({ name: `graph ${i}`, tensors, inputs: [], outputs: [], operators: [] }));
    const operatorLists = fc.tuple(...subgraphs.map(({ tensors }) => fc.array(operator(tensors, subgraphs), { maxLength: 4 })));
    const named = ({ tensors }: Subgraph) =>
      fc.array(fc.record({ name: fc.string(), tensor: fc.constantFrom(...tensors) }), { maxLength: 2 });
    const signature = fc
      .constantFrom(...subgraphs)
      .chain((subgraph) =>
        fc.record({ key: fc.string(), subgraph: fc.constant(subgraph), inputs: named(subgraph), outputs: named(subgraph) }),
      );
    return fc.record({
      description: fc.string(),
      subgraphs: operatorLists.map((lists) => {
        // Options and signatures point at these very objects, so they are filled, not copied.
        for (const [i, { tensors, inputs, outputs, operators }] of subgraphs.entries()) {
          operators.splice(0, operators.length, ...(lists[i] ?? []));
          inputs.splice(0, inputs.length, ...tensors.slice(0, 2));
          outputs.splice(0, outputs.length, ...tensors.slice(-1));
        }
        return subgraphs;
      }),
      signatures: fc.array(signature, { maxLength: 2 }),
      metadata: fc.array(fc.record({ name: fc.string(), data: fc.uint8Array() }), { maxLength: 2 }),
    });
  });

test('random models come back as they were', () => {
  fc.assert(
    fc.property(model, fc.boolean(), (given, externalBuffers) => {
      expect(read(write(given, { externalBuffers }))).toEqual(given);
    }),
    { numRuns: 300 },
  );
});
