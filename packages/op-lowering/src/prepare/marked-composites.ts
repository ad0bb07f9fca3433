// Given: a body with litert-torch's marks: `custom_call @mark_tensor` around the operations of a composite, each with a JSON
// backend_config {name, id, pos, is_input, attr}. All marks with one id bound one composite; attr stands on its outputs.
// Result: the body with a `stablehlo.composite` in their place, and the enclosed operations as its decomposition.
import { fail } from '@hlolite/diagnostics';
import { type Attributes, type Operation, operation, placeOf, type Value } from '@hlolite/mlir-parser';
import { attributesOf, isMap } from '../custom-ops/attributes.js';
import { parseJson } from '../custom-ops/json.js';
import { isCustomCall, targetOf } from '../custom-ops/resolve.js';
import { type Body, isConstant, Rewriter, usedValues } from './body.js';
import { copiedFunction } from './functions.js';

interface Mark {
  readonly operation: Operation;
  readonly name: string;
  readonly id: string;
  readonly position: number;
  readonly isInput: boolean;
  readonly attributes: Attributes;
}

interface Group {
  readonly inputs: Mark[];
  readonly outputs: Mark[];
}

/** Adds each composite's decomposition to `functions`. */
export function markedComposites(body: Body, functions: Map<string, Operation>): Body {
  const groups = groupMarks(body.operations);
  if (groups.size === 0) return body;
  const rewriter = new Rewriter();
  const lastOutput = new Map<Operation, Group>();
  const outputs = new Set<Operation>();
  for (const group of groups.values()) {
    for (const mark of group.outputs) outputs.add(mark.operation);
    lastOutput.set(
      group.outputs
        .map((mark) => mark.operation)
        .sort((a, b) => body.operations.indexOf(a) - body.operations.indexOf(b))
        .at(-1) as Operation,
      group,
    );
  }
  const operations: Operation[] = [];
  for (const original of body.operations) {
    const group = lastOutput.get(original);
    if (group) operations.push(compose(group, body.operations, functions, rewriter));
    else if (!outputs.has(original)) operations.push(rewriter.carry(original));
  }
  return { ...body, operations: operations.filter((op) => !isMark(op)), results: rewriter.values(body.results) };
}

/** The target of the calls that are marks: each gives what it is given. */
export const MARK = 'mark_tensor';

const isMark = (operation: Operation) => isCustomCall(operation) && targetOf(operation) === MARK;

function groupMarks(operations: readonly Operation[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const operation of operations.filter(isMark)) {
    const mark = readMark(operation);
    const key = `${mark.name} ${mark.id}`;
    const group = groups.get(key) ?? { inputs: [], outputs: [] };
    groups.set(key, group);
    (mark.isInput ? group.inputs : group.outputs).push(mark);
  }
  for (const group of groups.values()) {
    group.inputs.sort((a, b) => a.position - b.position);
    group.outputs.sort((a, b) => a.position - b.position);
    const first = (group.outputs[0] ?? group.inputs[0]) as Mark;
    if (group.outputs.length === 0)
      fail({
        code: 'lower/mark',
        message: `the marks of composite ${first.name} must have an output (was ${group.inputs.length} inputs alone)`,
        place: placeOf(first.operation),
      });
  }
  return groups;
}

function readMark(operation: Operation): Mark {
  const config = operation.attributes.backend_config;
  const parsed = config?.kind === 'string' ? parseJson(config.value) : undefined;
  const { name, id, pos, is_input: isInput, attr } = parsed !== undefined && isMap(parsed) ? parsed : {};
  if (
    typeof name !== 'string' ||
    typeof id !== 'string' ||
    typeof pos !== 'bigint' ||
    typeof isInput !== 'boolean' ||
    operation.operands.length !== 1
  )
    return fail({
      code: 'lower/mark',
      message: 'mark_tensor must have one operand and a JSON backend_config with name, id, pos and is_input',
      place: placeOf(operation),
      hint: 'export the program again with litert-torch, or remove the marks',
    });
  return { operation, name, id, position: Number(pos), isInput, attributes: attr !== undefined && isMap(attr) ? attributesOf(attr) : {} };
}

/** The composite for a group of marks; its decomposition is all that lies between them. */
function compose({ inputs, outputs }: Group, all: readonly Operation[], functions: Map<string, Operation>, rewriter: Rewriter): Operation {
  const { name, id, operation: last } = outputs.at(-1) as Mark;
  const marked = inputs.map((mark) => mark.operation.results[0] as Value);
  const { operations, captured } = between(
    all,
    outputs.map((mark) => mark.operation.operands[0] as Value),
    new Set(marked),
  );
  const bounds = [...marked, ...captured];
  const symbol = uniqueSymbol(functions, `${name}.${id}`);
  functions.set(
    symbol,
    copiedFunction(
      symbol,
      bounds,
      operations,
      outputs.map((mark) => mark.operation.operands[0] as Value),
    ),
  );
  const composite = operation({
    name: 'stablehlo.composite',
    operands: rewriter.values([...inputs.map((mark) => mark.operation.operands[0] as Value), ...captured]),
    resultTypes: outputs.map((mark) => (mark.operation.results[0] as Value).type),
    attributes: {
      name: { kind: 'string', value: name },
      composite_attributes: { kind: 'dictionary', entries: Object.assign({}, ...outputs.map((mark) => mark.attributes)) },
      decomposition: { kind: 'symbol', name: symbol, nested: [] },
    },
    location: last.location,
    ...(last.span && { span: last.span }),
  });
  outputs.forEach((mark, index) => rewriter.replace(mark.operation.results[0] as Value, composite.results[index] as Value));
  return composite;
}

/**
 * The operations that compute `results` from marked values, in order. What is computed from constants alone comes along;
 * other values from outside are captured.
 */
function between(
  all: readonly Operation[],
  results: readonly Value[],
  marked: ReadonlySet<Value>,
): { operations: Operation[]; captured: Value[] } {
  const inside = new Set<Value>(marked);
  const fromConstants = new Set<Value>();
  const enclosed = new Set<Operation>();
  for (const op of all) {
    const used = usedValues(op);
    const constant = isConstant(op) || (!isCustomCall(op) && used.every((value) => fromConstants.has(value)));
    if (!constant && !used.some((value) => inside.has(value))) continue;
    enclosed.add(op);
    for (const result of op.results) (constant ? fromConstants : inside).add(result);
  }
  const needed = new Set<Value>(results);
  const made = new Set<Value>(marked);
  const operations: Operation[] = [];
  for (const op of [...enclosed].reverse()) {
    if (!op.results.some((result) => needed.has(result) && !marked.has(result))) continue;
    operations.push(op);
    for (const result of op.results) made.add(result);
    for (const value of usedValues(op)) needed.add(value);
  }
  return { operations: operations.reverse(), captured: [...needed].filter((value) => !made.has(value)) };
}

function uniqueSymbol(functions: ReadonlyMap<string, Operation>, wanted: string): string {
  let symbol = wanted;
  for (let n = 1; functions.has(symbol); n++) symbol = `${wanted}_${n}`;
  return symbol;
}
