// Given: a program with tuples and tokens. Result: the program with each tuple as the values in it, as arguments, results and state of loops
// too, and without tokens, which only order what has no order here. What has neither stays as it is.
// Spec: tuple, get_tuple_element, after_all, create_token.
import { type Attribute, type Block, type Module, type Operation, operation, type Type, type Value, walk } from '@hlolite/mlir-parser';

const isToken = (type: Type) => type.kind === 'dialect' && type.dialect === 'stablehlo' && type.body === 'token';
const isPlain = (type: Type) => type.kind !== 'tuple' && !isToken(type);

/** The types of the values that stand for a value. */
const partsOf = (type: Type): readonly Type[] => (type.kind === 'tuple' ? type.elements.flatMap(partsOf) : isToken(type) ? [] : [type]);

/** The program with each tuple as the values in it, and without tokens: arguments, results and state of loops too. */
export function withoutTuples(module: Module): Module {
  for (const each of walk(module))
    if (!each.results.every(({ type }) => isPlain(type)) || !argumentsOf(each).every(({ type }) => isPlain(type)))
      return { ...module, operation: new TuplePass().operation(module.operation) as Operation };
  return module;
}

const argumentsOf = ({ regions }: Operation): readonly Value[] =>
  regions.flatMap(({ blocks }) => blocks.flatMap((block) => block.arguments));

class TuplePass {
  readonly #parts = new Map<Value, readonly Value[]>();

  /** The operation on the parts of its operands; undefined for one that only packs or unpacks them. */
  operation(original: Operation): Operation | undefined {
    const operands = original.operands.flatMap((operand) => this.#of(operand));
    const parts = PACKING[original.name]?.(original, operands);
    if (parts) {
      this.#parts.set(original.results[0] as Value, parts);
      return undefined;
    }
    const regions = original.regions.map(({ blocks }) => ({ blocks: blocks.map((block) => this.#block(block)) }));
    const resultTypes = original.results.flatMap(({ type }) => partsOf(type));
    const resultNames = original.results.flatMap(({ type, name }) => partsOf(type).map(() => name));
    const attributes = original.name === 'func.func' ? flatSignature(original) : original.attributes;
    const made = operation({ ...original, operands, regions, resultTypes, resultNames, attributes });
    this.#share(original.results, made.results);
    return made;
  }

  #of = (value: Value): readonly Value[] => this.#parts.get(value) ?? [value];

  #block(block: Block): Block {
    const parameters = block.arguments.flatMap((argument) => partsOf(argument.type).map((type) => ({ ...argument, type })));
    const numbered = parameters.map((parameter, index): Value => ({ ...parameter, index }));
    this.#share(block.arguments, numbered);
    const operations = block.operations.flatMap((each) => this.operation(each) ?? []);
    return { ...block, arguments: numbered, operations };
  }

  /** Says which of the new values stand for which of the old ones. */
  #share(old: readonly Value[], made: readonly Value[]): void {
    let next = 0;
    for (const value of old) {
      const count = partsOf(value.type).length;
      this.#parts.set(value, made.slice(next, next + count));
      next += count;
    }
  }
}

/** What the result of an operation that only packs or unpacks consists of. */
const PACKING: Readonly<Record<string, (op: Operation, operands: readonly Value[]) => readonly Value[]>> = {
  'stablehlo.tuple': (_, operands) => operands,
  'stablehlo.get_tuple_element': ({ attributes, operands: [tuple] }, parts) => {
    const index = attributes.index?.kind === 'integer' ? Number(attributes.index.value) : 0;
    const elements = tuple?.type.kind === 'tuple' ? tuple.type.elements : [];
    const before = elements.slice(0, index).flatMap(partsOf).length;
    return parts.slice(before, before + partsOf(elements[index] as Type).length);
  },
  'stablehlo.create_token': () => [],
  'stablehlo.after_all': () => [],
};

/** The attributes of a function with the type that it has now; what is said of a tuple is said of none of its parts. */
function flatSignature({ attributes }: Operation): Operation['attributes'] {
  const signature = attributes.function_type;
  if (signature?.kind !== 'type' || signature.type.kind !== 'function') return attributes;
  const { inputs, results } = signature.type;
  const perPart = (list: Attribute | undefined, types: readonly Type[]): Attribute | undefined =>
    list?.kind === 'array'
      ? {
          ...list,
          elements: types.flatMap((type, index) => partsOf(type).map(() => (isPlain(type) ? list.elements[index] : NOTHING) as Attribute)),
        }
      : undefined;
  const [argumentAttributes, resultAttributes] = [perPart(attributes.arg_attrs, inputs), perPart(attributes.res_attrs, results)];
  return {
    ...attributes,
    function_type: { kind: 'type', type: { ...signature.type, inputs: inputs.flatMap(partsOf), results: results.flatMap(partsOf) } },
    ...(argumentAttributes && { arg_attrs: argumentAttributes }),
    ...(resultAttributes && { res_attrs: resultAttributes }),
  };
}

const NOTHING: Attribute = { kind: 'dictionary', entries: {} };
