// while, reduce (short and long) and scan; text/region-forms.ts reads them.

import { i64s } from '../dialects/readers.js';
import { specOf } from '../dialects/registry.js';
import type { Operation, Region, Value } from '../ir/module.js';
import { sameType } from '../ir/same.js';
import { type Type, tensor } from '../ir/types.js';
import { attributeText, typeList, typeText } from './attributes.js';
import type { Printer } from './printer.js';

/** `(%iterArg = %0, …) : types attributes {…}`, then `cond {…} do {…}` on a line of its own. */
export function whileForm(printer: Printer, operation: Operation): void {
  const [cond, body] = operation.regions as readonly [Region, Region];
  const { names } = printer;
  const pairs = (body.blocks[0]?.arguments ?? []).map(
    (argument, index) => `${names.of(argument)} = ${names.of(operation.operands[index] as Value)}`,
  );
  printer.put(`(${pairs.join(', ')})`);
  if (operation.operands.length > 0) printer.put(` : ${typeList(operation.operands.map(({ type }) => type))}`);
  printer.attributeDictionary(operation, [], ' attributes');
  printer.newline();
  printer.put('cond ');
  printer.region(cond, operation, { label: false });
  printer.put(' do ');
  printer.region(body, operation, { label: false });
}

/** `(%x init: %i), … applies op across dimensions = […] {…} : types`, or the region on the next line. */
export function reduceForm(printer: Printer, operation: Operation): void {
  const { names } = printer;
  const half = operation.operands.length / 2;
  const pairs = operation.operands
    .slice(0, half)
    .map((input, index) => `(${names.of(input)} init: ${names.of(operation.operands[half + index] as Value)})`);
  const [body] = operation.regions as readonly [Region];
  const combiner = shortForm(operation, body);
  const { dimensions } = operation.attributes;
  printer.put(pairs.join(', '));
  if (combiner) printer.put(` applies ${combiner}`);
  printer.put(` across dimensions = [${((dimensions && i64s.read(dimensions)) ?? []).join(', ')}]`);
  printer.attributeDictionary(operation, ['dimensions'], '', { keepDefaults: true });
  printer.put(` : ${printer.functionalType(operation)}`);
  if (combiner === undefined) {
    printer.newline();
    printer.put(` reducer${reducerArguments(printer, body, half)} `);
    printer.region(body, operation, { label: false });
  }
}

function reducerArguments(printer: Printer, body: Region, half: number): string {
  const args = body.blocks[0]?.arguments ?? [];
  const text = (argument: Value | undefined) =>
    argument && `${printer.names.of(argument)}: ${typeText(argument.type)}${printer.argumentLocation(argument)}`;
  return Array.from({ length: half }, (_, index) => `(${text(args[index])}, ${text(args[half + index])}) `).join('');
}

/** The op that the region applies, when it is no more than one op that takes its operands in either order, on scalars of the input's type. */
function shortForm({ operands }: Operation, { blocks }: Region): string | undefined {
  const [block] = blocks;
  const [combine, end] = block?.operations ?? [];
  if (blocks.length !== 1 || block?.operations.length !== 2 || !combine || end?.name !== 'stablehlo.return') return undefined;
  const input = operands[0]?.type;
  if (!specOf(combine.name)?.commutative || !combine.name.startsWith('stablehlo.') || !input || !('element' in input)) return undefined;
  const scalar: Type = tensor([], input.element);
  const values = [...combine.operands, ...combine.results];
  const forwards = sameValues(block.arguments, combine.operands) && sameValues(combine.results, end.operands);
  return forwards && values.every(({ type }) => sameType(type, scalar)) ? combine.name : undefined;
}

const sameValues = (left: readonly Value[], right: readonly Value[]) =>
  left.length === right.length && left.every((value, index) => value === right[index]);

/** `(%inputs) inits (%inits) dimension=0 attributes {…} {…} : types` */
export function scanForm(printer: Printer, operation: Operation): void {
  const { dimension } = operation.attributes;
  const operands = (name: string) => printer.operands(printer.operandsOf(operation, name));
  printer.put(`(${operands('inputs')}) inits (${operands('inits')}) dimension=${dimension ? attributeText(dimension, 'must') : 0} `);
  printer.attributeDictionary(operation, ['dimension', 'operandSegmentSizes', 'resultSegmentSizes'], ' attributes', { keepDefaults: true });
  printer.put(' ');
  printer.region(operation.regions[0] as Region, operation);
  printer.put(` : ${printer.functionalType(operation)}`);
}
