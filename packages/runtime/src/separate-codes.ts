// Custom codes of their own for ops that share a name but not their options. LiteRT's C API gives all ops of one custom code the same user data and
// never says which op it means, so a native kernel can only tell them apart by their codes.
import type { Model, Operator } from '@hlolite/tflite-schema';

/**
 * Gives CUSTOM ops of one name that differ in their options codes of their own: `NAME`, `NAME#1`, `NAME#2` …, one for each set of options, in the
 * order of the graph. Changes the model's subgraphs. Kernels registered for `NAME` serve them all in this runtime.
 * @example
 * const model = read(bytes);
 * separateCustomCodes(model);
 * const forNativeLiteRt = write(model);
 */
export function separateCustomCodes({ subgraphs }: Model): void {
  const setsOf = new Map<string, string[]>();
  for (const { operators } of subgraphs)
    operators.forEach((operator, i) => {
      if (operator.op === 'CUSTOM' && operator.customCode !== undefined)
        operators[i] = { ...operator, customCode: codeOf(operator, operator.customCode, setsOf) };
    });
}

function codeOf({ customOptions = new Uint8Array() }: Operator, name: string, setsOf: Map<string, string[]>): string {
  const sets = setsOf.get(name) ?? [];
  setsOf.set(name, sets);
  const key = customOptions.join();
  if (!sets.includes(key)) sets.push(key);
  const index = sets.indexOf(key);
  return index === 0 ? name : `${name}#${index}`;
}

/** The name that a kernel was registered under: without the number that `separateCustomCodes` added. */
export const baseName = (customCode: string): string => customCode.replace(/#\d+$/, '');
