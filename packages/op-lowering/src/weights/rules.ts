// Which weights are stored in which format: by their names and by their sizes.
import { fail } from '@hlolite/diagnostics';

/** What weights can be stored as. */
export const weightFormats = ['f32', 'f16', 'int8', 'int4'] as const;
export type WeightFormat = (typeof weightFormats)[number];

/** What becomes of some weights. Of the rules that hold for a weight, the last one counts. */
export interface WeightRule {
  /** `keep` leaves them as they are. */
  readonly as: WeightFormat | 'keep';
  /** Their names: `*` stands for any characters, `?` for one. All of them, where it is not given. */
  readonly names?: string;
  /** The least number of elements, 1024 where it is not given: a small constant costs more in accuracy than it saves. */
  readonly atLeast?: number;
}

const LEAST_ELEMENTS = 1024;

/** Rules made ready to be asked, which remember what they were asked. */
export class WeightRules {
  /** The last one first. */
  readonly #rules: readonly (WeightRule & { readonly pattern: RegExp })[];
  readonly #used = new Set<WeightRule>();
  readonly #names = new Set<string>();

  /** @throws CompileError `weights/format` */
  constructor(given: WeightFormat | readonly WeightRule[]) {
    const rules = typeof given === 'string' ? [{ as: given }] : given;
    this.#rules = rules.map((rule) => ({ ...rule, pattern: globPattern(rule.names ?? '*') })).reverse();
    for (const { as } of rules)
      if (as !== 'keep' && !weightFormats.includes(as))
        fail({ code: 'weights/format', message: `weights must be stored as one of ${weightFormats.join(', ')} or keep (was ${as})` });
  }

  /** The format for a weight; undefined where it stays as it is. */
  formatOf(name: string, elements: number): WeightFormat | undefined {
    this.#names.add(name);
    const rule = this.#rules.find(({ pattern, atLeast = LEAST_ELEMENTS }) => elements >= atLeast && pattern.test(name));
    if (rule) this.#used.add(rule);
    return rule?.as === 'keep' ? undefined : rule?.as;
  }

  /** Patterns that decided about no weight, and the names that there were. */
  get unused(): { readonly patterns: readonly string[]; readonly names: readonly string[] } {
    const patterns = this.#rules.flatMap((rule) => (rule.names === undefined || this.#used.has(rule) ? [] : [rule.names]));
    return { patterns: patterns.reverse(), names: [...this.#names] };
  }
}

const globPattern = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/[\\^$.+()|[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );
