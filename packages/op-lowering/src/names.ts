// Names of a model's inputs and outputs, as the program says them: a signature given by the user, attributes that exporters put on
// arguments and results, else args_0… and output_0….
import type { Attribute, Operation } from '@hlolite/mlir-parser';

/** Attributes of arguments and results that hold a name. */
const NAME_ATTRIBUTES = [
  'hlolite.name',
  'tf_saved_model.index_path',
  'jax.arg_info',
  'jax.result_info',
  'ml_program.identifier',
  'mhlo.layout_name',
];

/** Names for `count` arguments or results; `attribute` is the function's `arg_attrs` or `res_attrs`. Every name is there once. */
export function portNames(
  fn: Operation,
  attribute: 'arg_attrs' | 'res_attrs',
  count: number,
  given: readonly (string | undefined)[] = [],
): string[] {
  const list = fn.attributes[attribute];
  const entries = list?.kind === 'array' ? list.elements : [];
  const fallback = attribute === 'arg_attrs' ? 'args_' : 'output_';
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const wanted = given[index] ?? nameIn(entries[index]) ?? `${fallback}${index}`;
    let name = wanted;
    for (let n = 1; seen.has(name); n++) name = `${wanted}_${n}`;
    seen.add(name);
    return name;
  });
}

function nameIn(attributes: Attribute | undefined): string | undefined {
  if (attributes?.kind !== 'dictionary') return undefined;
  for (const key of NAME_ATTRIBUTES) {
    const attribute = attributes.entries[key];
    const text = attribute?.kind === 'string' ? attribute.value : attribute?.kind === 'array' ? pathText(attribute.elements) : '';
    // JAX writes paths such as `['logits']` or `[0]`; a lone index says no more than the position does.
    const name = text.replace(/^result\b/, (whole) => (text === whole ? whole : '')).replace(/^\[['"]?(.*?)['"]?\]$/, '$1');
    if (name !== '' && !/^\d+$/.test(name)) return name;
  }
  return undefined;
}

const pathText = (elements: readonly Attribute[]): string =>
  elements.flatMap((element) => (element.kind === 'string' ? [element.value] : [])).join('.');
