// The pieces of pretty forms that the notation cannot say; text/forms.ts reads them.

import { i64Pairs, i64s } from '../dialects/readers.js';
import { dotAlgorithm } from '../dialects/stablehlo/attributes.js';
import type { Attribute } from '../ir/attributes.js';
import type { Operation } from '../ir/module.js';
import { sameType } from '../ir/same.js';
import { type Type, tensor } from '../ir/types.js';
import { arrayValues, attributeText, recordText, typeList, typeText } from './attributes.js';
import { convolutionText } from './convolution.js';
import { functionForm, moduleForm } from './functions.js';
import type { Printer } from './printer.js';
import { reduceForm, scanForm, whileForm } from './region-forms.js';
import { symbolText } from './strings.js';

/** Writes a piece of an operation; `names` are the attributes or operands it is about. */
export type PrintedForm = (printer: Printer, operation: Operation, names: readonly string[]) => void;

const text =
  (form: (operation: Operation, names: readonly string[], printer: Printer) => string): PrintedForm =>
  (printer, operation, names) =>
    printer.put(form(operation, names, printer));

export const forms: Readonly<Record<string, PrintedForm>> = {
  SameOperandsAndResultType: text((operation, _, printer) => sameOr(operation, printer, (type) => type)),
  ComplexOpType: text((operation, _, printer) => sameOr(operation, printer, partsOf)),
  SelectOpType: text(selectTypes),
  TupleOpType: text(({ results }) => typeList(results.map(({ type }) => type))),
  PairwiseOperands: text(({ operands }, _, printer) =>
    operands.length === 0 ? '()' : `${printer.operands(operands)} : ${typeList(operands.map(({ type }) => type))}`,
  ),
  VariadicOperandWithAttribute: text((operation, [name], printer) => `${printer.operands(printer.operandsOf(operation, name as string))},`),
  TypedValue: text(({ attributes }, [name]) => attributeText(attributes[name as string] as Attribute)),
  Constant: constant,
  CustomCallTarget: text(({ attributes }, [name]) => symbolText(stringOf(attributes[name as string]))),
  SliceRanges: text(sliceRanges),
  ExponentMantissa: text(
    ({ attributes }, [exponent, mantissa]) => `e${bare(attributes[exponent as string])}m${bare(attributes[mantissa as string])}`,
  ),
  DotDimensionNumbers: text(dotDimensionNumbers),
  PrecisionConfig: text(({ attributes }) => precisionConfig(attributes.precision_config)),
  PrecisionConfigAndAlgorithm: text(({ attributes }) => precisionConfig(attributes.precision_config) + algorithm(attributes.algorithm)),
  ConvolutionDimensions: text(({ attributes }, [name]) => {
    const numbers = attributes[name as string];
    return numbers?.kind === 'struct' ? convolutionText(numbers.fields) : '';
  }),
  WindowAttributes: text(windowAttributes),
  ParenthesizedRegions: parenthesizedRegions,
  Reduce: reduceForm,
  While: whileForm,
  Scan: scanForm,
  Function: functionForm,
  Module: moduleForm,
};

const stringOf = (attribute: Attribute | undefined): string => (attribute?.kind === 'string' ? attribute.value : '');
const bare = (attribute: Attribute | undefined): string => (attribute ? attributeText(attribute, 'must') : '');

/** The type of the result, when those of the operands follow from it; else all types. */
function sameOr(operation: Operation, printer: Printer, operandType: (result: Type) => Type): string {
  const result = operation.results[0]?.type as Type;
  const follows = operation.operands.every(({ type }) => sameType(type, operandType(result)));
  return follows ? typeText(result) : printer.functionalType(operation);
}

const partsOf = (type: Type): Type =>
  type.kind === 'tensor' && type.element.kind === 'complex' ? tensor(type.shape, type.element.element, type.encoding) : type;

function selectTypes(operation: Operation, _: readonly string[], printer: Printer): string {
  const [predicate, ...chosen] = operation.operands.map(({ type }) => type);
  const result = operation.results[0]?.type as Type;
  return chosen.every((type) => sameType(type, result)) ? typeList([predicate as Type, result]) : printer.functionalType(operation);
}

/** ` {…} dense<…> : type`; in the generic form when the result has another type, as with quantized constants. */
function constant(printer: Printer, operation: Operation): void {
  const { value } = operation.attributes;
  const type = operation.results[0]?.type;
  if (value && type && 'type' in value && value.kind !== 'type' && value.type && sameType(value.type, type)) {
    printer.attributeDictionary(operation, ['value']);
    printer.put(` ${attributeText(value)}`);
  } else printer.genericBody(operation);
}

function sliceRanges({ attributes }: Operation, names: readonly string[]): string {
  const [starts = [], limits = [], strides = []] = names.map((name) => integersOf(attributes[name]));
  return `[${starts.map((start, index) => `${start}:${limits[index]}${strides[index] === 1 ? '' : `:${strides[index]}`}`).join(', ')}]`;
}

const integersOf = (attribute: Attribute | undefined): readonly number[] => (attribute && i64s.read(attribute)) ?? [];

function dotDimensionNumbers({ attributes }: Operation, [name]: readonly string[]): string {
  const numbers = attributes[name as string];
  if (numbers?.kind !== 'struct') return '';
  const pair = (what: string) => `[${list(numbers.fields[`lhs_${what}`])}] x [${list(numbers.fields[`rhs_${what}`])}]`;
  const list = (dimensions: unknown) => (dimensions as readonly number[]).join(', ');
  const batching = pair('batching_dimensions');
  return `${batching === '[] x []' ? '' : `batching_dims = ${batching}, `}contracting_dims = ${pair('contracting_dimensions')}`;
}

function precisionConfig(attribute: Attribute | undefined): string {
  if (attribute?.kind !== 'array') return '';
  return `, precision = [${attribute.elements.map((element) => (element.kind === 'enum' ? element.value : '')).join(', ')}]`;
}

const algorithm = (attribute: Attribute | undefined): string =>
  attribute?.kind === 'struct' ? `, algorithm = ${recordText(dotAlgorithm, attribute.fields)}` : '';

/** Only the attributes that are there. */
function windowAttributes({ attributes }: Operation, names: readonly string[]): string {
  const words = ['stride', 'pad', 'lhs_dilate', 'rhs_dilate', 'reverse'];
  const shown = names.flatMap((name, index) => {
    const attribute = attributes[name];
    return attribute ? [`${words[index]} = [${windowValues(attribute, words[index] === 'pad')}]`] : [];
  });
  return shown.join(', ');
}

function windowValues(attribute: Attribute, isPadding: boolean): string {
  if (isPadding) return (i64Pairs.read(attribute) ?? []).map(([low, high]) => `[${low}, ${high}]`).join(', ');
  return attribute.kind === 'dense-array' ? arrayValues(attribute.element, attribute.values) : integersOf(attribute).join(', ');
}

function parenthesizedRegions(printer: Printer, operation: Operation): void {
  if (operation.regions.length === 0) return;
  printer.put(' (');
  printer.regions(operation);
  printer.put(')');
}
