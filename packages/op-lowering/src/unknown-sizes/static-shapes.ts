// Given: a body written for unknown sizes, and types of its arguments that know them. Result: the body with the types that follow,
// inside branches and loops too. Ops that take shapes as operands become the ops that have them as attributes, asking for a size becomes a
// constant, and the assertions of exporters, which hold for these sizes, go.
import { CompileError, fail } from '@hlolite/diagnostics';
import { type Block, isTensor, type Operation, operation, placeOf, type Type, typeText, type Value, walk } from '@hlolite/mlir-parser';
import { inferTypes } from '@hlolite/stablehlo';
import { type Dense, expandedBytes, readNumbers } from '@hlolite/tensor';
import { type Context, functionNamed } from '../context.js';
import { definitionOf } from '../custom-ops/policy.js';
import { isComposite, isCustomCall, resolveCall, targetOf } from '../custom-ops/resolve.js';
import { type Body, bodyOfBlock, isConstant, Rewriter } from '../prepare/body.js';
import { constantValue, foldedInPlace, UNKNOWN_SIZE } from '../prepare/fold-constants.js';
import { functionOf } from '../prepare/functions.js';
import { differingSizes, SizeConflict } from './size-conflict.js';
import { staticForm } from './static-form.js';

const hasUnknown = ({ type }: Value) => isTensor(type) && type.shape.includes(-1);

/** Whether anything in a body has an unknown size or takes a shape as an operand. */
export function needsShapes({ arguments: parameters, operations }: Body): boolean {
  const asks = (op: Operation) => op.results.some(hasUnknown) || op.name.includes('.dynamic_') || ASKING.has(op.name);
  return parameters.some(hasUnknown) || operations.some((each) => [...walk(each)].some(asks));
}
const ASKING = new Set(['get_dimension_size', 'set_dimension_size', 'real_dynamic_slice'].map((name) => `stablehlo.${name}`));

/** `flatten` gives the body of a function with its calls inlined, for the decompositions of composites. */
export const staticShapes = (body: Body, types: readonly Type[], context: Context, flatten: (fn: Operation) => Body): Body =>
  new ShapePass(context, flatten).body(body, types);

/** Ops that compute sizes from sizes. What chooses by a size (compare, maximum …) would choose for the sizes tried here, not for others. */
const ARITHMETIC = new Set(
  ['add', 'subtract', 'multiply', 'divide', 'reshape', 'concatenate', 'convert', 'broadcast_in_dim', 'slice', 'constant'].map(
    (name) => `stablehlo.${name}`,
  ),
);

const CUT_BY_SIZE = new Set(['stablehlo.iota', 'stablehlo.slice']);

class ShapePass {
  readonly #rewriter = new Rewriter();
  readonly #constants = new Map<Value, Dense | undefined>();
  /** Values that are an unknown size, or are computed from one. */
  readonly #sizes = new Set<Value>();
  /** Comparisons of sizes, which only an assertion may look at. */
  readonly #questions = new Set<Value>();

  constructor(
    readonly context: Context,
    readonly flatten: (fn: Operation) => Body,
  ) {}

  body(body: Body, types: readonly Type[]): Body {
    const parameters = body.arguments.map((argument, index): Value => ({ ...argument, type: types[index] as Type }));
    body.arguments.forEach((argument, index) => this.#rewriter.replace(argument, parameters[index] as Value));
    const operations = body.operations.flatMap((each) => this.#operation(each));
    return { arguments: parameters, operations, results: this.#rewriter.values(body.results) };
  }

  #operation(original: Operation): readonly Operation[] {
    const asked = original.name === 'stablehlo.get_dimension_size' && hasUnknown(original.operands[0] as Value);
    const carried = this.#rewriter.carry(original, (block) => this.#block(block, original));
    if (isAssertion(carried) && this.#holds(carried)) return [];
    const made = this.#typed(staticForm(carried, (value) => value && this.#numbers(value)) ?? carried);
    if (made.results.some(hasUnknown)) unknownShape(made);
    if (original.results.some(hasUnknown) && CUT_BY_SIZE.has(made.name)) return [this.#cut(original, made)];
    original.results.forEach((result, index) => this.#rewriter.replace(result, made.results[index] as Value));
    this.#note(carried, made, asked);
    return [made];
  }

  /** Numbers up to an unknown size, and the rows of a constant up to one, are not computed with before they are known. */
  #cut(original: Operation, cut: Operation): Operation {
    const made = operation({
      ...cut,
      attributes: { ...cut.attributes, [UNKNOWN_SIZE]: { kind: 'unit' } },
      resultTypes: cut.results.map(({ type }) => type),
    });
    this.#rewriter.replace(original.results[0] as Value, made.results[0] as Value);
    return made;
  }

  /** A block of a loop has the types of the state, one of a branch no arguments; regions of scalars stay as they are. */
  #block(block: Block, owner: Operation): Block {
    const { name } = owner;
    if (name !== 'stablehlo.while' && name !== 'stablehlo.if' && name !== 'stablehlo.case') return this.#rewriter.block(block);
    const types = block.arguments.map((_, index) => this.#rewriter.value(owner.operands[index] as Value).type);
    const body = this.body(bodyOfBlock(block), types);
    const returned = operation({ ...(block.operations.at(-1) as Operation), operands: body.results, resultTypes: [] });
    return { ...block, arguments: [...body.arguments], operations: [...body.operations, returned] };
  }

  #typed(op: Operation): Operation {
    const { types, attributes } = isComposite(op) ? this.#composite(op) : { types: this.#typesOf(op), attributes: op.attributes };
    const same =
      attributes === op.attributes && types.every((type, index) => typeText(type) === typeText((op.results[index] as Value).type));
    return same ? op : operation({ ...op, attributes, resultTypes: types });
  }

  #typesOf(op: Operation): readonly Type[] {
    try {
      return (isCustomCall(op) ? this.#customTypes(op) : undefined) ?? inferTypes(op);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      const placed = error.diagnostics.map((diagnostic) => ({ place: placeOf(op), ...diagnostic }));
      throw new SizeConflict(placed, differingSizes(op.operands));
    }
  }

  /** The definition of a custom op says its types; one with its results as written needs no definition. */
  #customTypes(op: Operation): readonly Type[] | undefined {
    const { customOps, diagnostics } = this.context;
    const definition = definitionOf(customOps, targetOf(op));
    if (!definition?.inferTypes || !op.results.some(hasUnknown)) return undefined;
    return definition.inferTypes({ operands: op.operands, attributes: resolveCall(op, customOps, diagnostics).checked });
  }

  /** A composite gets a decomposition of its own, for the sizes that it has here. */
  #composite(op: Operation) {
    const { functions } = this.context;
    const symbol = op.attributes.decomposition?.kind === 'symbol' ? op.attributes.decomposition.name : '';
    const body = this.flatten(functionNamed(functions, symbol, op));
    if (!needsShapes(body)) return { types: op.results.map(({ type }) => type), attributes: op.attributes };
    const types = op.operands.map(({ type }) => type);
    const made = staticShapes(body, types, this.context, this.flatten);
    let name = `${symbol}.sized`;
    for (let n = 1; functions.has(name); n++) name = `${symbol}.sized_${n}`;
    functions.set(name, functionOf(name, made.arguments, made.operations, made.results));
    return {
      types: made.results.map(({ type }) => type),
      attributes: { ...op.attributes, decomposition: { kind: 'symbol', name, nested: [] } as const },
    };
  }

  #holds(assertion: Operation): boolean {
    const [predicate] = assertion.operands;
    const holds = predicate && this.#numbers(predicate)?.[0];
    if (holds === undefined) return false;
    if (holds !== 0) return true;
    const compared = predicate?.owner?.operands.map((operand) => this.#numbers(operand)?.[0] ?? 0) ?? [];
    const message = 'sizes must be free, or the same as others (the program asserts something else of them)';
    const place = placeOf(assertion);
    const hint = 'export the program with known shapes';
    throw new SizeConflict(
      [{ severity: 'error', code: 'lower/dynamic-shape', message, place, hint }],
      compared.length === 2 ? [[compared[0] as number, compared[1] as number]] : [],
    );
  }

  /** Follows sizes through the program: nothing but shapes may depend on them in a way that does not show. */
  #note(carried: Operation, made: Operation, asked: boolean): void {
    const [result] = made.results;
    if (result === undefined) return;
    const fromSizes = carried.operands.some((operand) => this.#sizes.has(operand));
    if (asked || (fromSizes && ARITHMETIC.has(carried.name))) this.#sizes.add(result);
    else if (fromSizes && carried.name === 'stablehlo.compare') this.#questions.add(result);
    else if ((fromSizes && made.name === carried.name) || carried.operands.some((operand) => this.#questions.has(operand)))
      fail({
        code: 'lower/dynamic-shape',
        message: `an unknown size must only make shapes (${carried.name} computes with it)`,
        place: placeOf(carried),
        hint: 'export the program with known shapes',
      });
  }

  #numbers(value: Value): readonly number[] | undefined {
    const dense = this.#constant(value);
    return dense && Array.from(readNumbers({ ...dense, bytes: expandedBytes(dense) }), Number);
  }

  #constant = (value: Value): Dense | undefined => {
    if (this.#constants.has(value)) return this.#constants.get(value);
    const { owner } = value;
    const values = owner && (isConstant(owner) ? constantValue(owner) : foldedInPlace(owner, this.#constant));
    const dense = values?.[value.index];
    this.#constants.set(value, dense);
    return dense;
  };
}

const isAssertion = (op: Operation) => isCustomCall(op) && targetOf(op) === 'shape_assertion';

function unknownShape(op: Operation): never {
  return fail({
    code: 'lower/dynamic-shape',
    message: `${op.name} must have a shape that follows from the shapes of the model's inputs (it follows from their values)`,
    place: placeOf(op),
    hint: 'export the program with known shapes',
  });
}
