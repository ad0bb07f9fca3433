// `func.func` and `module`; text/functions.ts reads them.
import type { Attribute, Attributes } from '../ir/attributes.js';
import type { Operation, Region } from '../ir/module.js';
import type { Type } from '../ir/types.js';
import { dictionaryText, resultTypesText, typeText } from './attributes.js';
import type { Printer } from './printer.js';
import { symbolText } from './strings.js';

const FUNCTION_ATTRIBUTES = ['sym_name', 'function_type', 'sym_visibility', 'arg_attrs', 'res_attrs'];

/** ` private @name(%arg0: type {…}) -> (type {…}) attributes {…} {…}` */
export function functionForm(printer: Printer, operation: Operation): void {
  const { attributes, regions } = operation;
  const [body] = regions as readonly [Region];
  const type = attributes.function_type;
  const { inputs, results } =
    type?.kind === 'type' && type.type.kind === 'function' ? type.type : { inputs: [] as readonly Type[], results: [] as readonly Type[] };
  visibilityAndName(printer, attributes);
  const args = entries(inputs, attributes.arg_attrs).map((entry, index) => {
    const argument = body.blocks[0]?.arguments[index];
    return argument ? `${printer.names.of(argument)}: ${entry}${printer.argumentLocation(argument)}` : entry;
  });
  printer.put(`(${args.join(', ')})`);
  if (results.length > 0) {
    const shown = entries(results, attributes.res_attrs);
    printer.put(` -> ${shown.some((entry) => entry.endsWith('}')) ? `(${shown.join(', ')})` : resultTypesText(results)}`);
  }
  printer.attributeDictionary(operation, FUNCTION_ATTRIBUTES, ' attributes');
  if (body.blocks.length === 0) return;
  printer.put(' ');
  printer.region(body, operation, { label: false });
}

function visibilityAndName(printer: Printer, { sym_visibility: visibility, sym_name: name }: Attributes): void {
  if (visibility?.kind === 'string') printer.put(` ${visibility.value}`);
  if (name?.kind === 'string') printer.put(` ${symbolText(name.value)}`);
}

/** Types, each with its dictionary if that is not empty. */
function entries(types: readonly Type[], dictionaries: Attribute | undefined): string[] {
  const elements = dictionaries?.kind === 'array' ? dictionaries.elements : [];
  return types.map((type, index) => {
    const dictionary = elements[index];
    const shown = dictionary?.kind === 'dictionary' && Object.keys(dictionary.entries).length > 0;
    return shown ? `${typeText(type)} ${dictionaryText(dictionary.entries)}` : typeText(type);
  });
}

/** ` @name attributes {…} {…}` */
export function moduleForm(printer: Printer, operation: Operation): void {
  visibilityAndName(printer, operation.attributes);
  printer.attributeDictionary(operation, ['sym_name', 'sym_visibility'], ' attributes');
  printer.put(' ');
  printer.region(operation.regions[0] as Region, operation, { label: false });
}
