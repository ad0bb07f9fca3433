// The last step of lowering, on request: weights in fewer bits in all graphs of a model, and what is told of it.
import type { Collector } from '@hlolite/diagnostics';
import type { Model } from '@hlolite/tflite-schema';
import { type WeightFormat, type WeightRule, WeightRules, weightFormats } from './rules.js';
import { weightsAs } from './weights-as.js';

/** Stores the weights of all graphs in other formats, and says what that saved. */
export function storeWeights(model: Model, given: WeightFormat | readonly WeightRule[], diagnostics: Collector): void {
  const rules = new WeightRules(given);
  const reports = model.subgraphs.map((subgraph) => weightsAs(subgraph, rules));
  const { patterns, names } = rules.unused;
  for (const pattern of patterns)
    diagnostics.warn({
      code: 'weights/unused-rule',
      message: `${pattern} must decide about some weight (there are ${some(names)})`,
      hint: 'a later rule may hold for the same weights; small weights need a rule that takes fewer elements',
    });
  const counted = weightFormats.flatMap((format) => {
    const count = reports.reduce((total, { converted }) => total + (converted.get(format) ?? 0), 0);
    return count > 0 ? [[format, count] as const] : [];
  });
  const sum = (of: 'before' | 'after') => reports.reduce((total, report) => total + report[of], 0);
  const [first, ...others] = counted.map(([format, count], index) => `${count} ${index === 0 ? 'constants are stored ' : ''}as ${format}`);
  const message = first
    ? `${[first, ...others].join(', ')}, or what their kernel has nearest to it: ${sum('before')} bytes became ${sum('after')}`
    : 'no constant is stored otherwise: none is large enough or read by a kernel that takes the format';
  diagnostics.diagnostics.push({ severity: 'note', code: 'weights/stored', message });
}

const SHOWN = 5;
const some = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : names.length === 0 ? 'none' : '');
