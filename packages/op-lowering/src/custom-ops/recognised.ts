// Custom ops that programs write out, and that become the op itself where the user asks for it.
import { type Collector, fail } from '@hlolite/diagnostics';
import type { PolicyChoice } from './policy.js';

/** What can be recognised, and the target of the custom_call that it becomes. */
export const recognisable = { rms_norm: 'hlolite.rms_norm' } as const;

/** For each, what it is to become: a CUSTOM op, or a composite that has its decomposition with it. */
export type Recognise = Readonly<Partial<Record<keyof typeof recognisable, 'custom' | 'composite'>>>;

/**
 * Reads `NAME=POLICY`, as the command line has it.
 * @throws CompileError `lower/recognise` for another name or policy
 */
export function parseRecognise(text: string): Recognise {
  const [name = '', policy = ''] = text.split('=', 2);
  const asked = { [name]: policy };
  checkRecognise(asked);
  return asked as Recognise;
}

/** The policies of the ops that are to be recognised, by target. */
export function recognisedPolicies(asked: Recognise = {}): Readonly<Record<string, PolicyChoice>> {
  checkRecognise(asked);
  return Object.fromEntries(names(asked).map((name) => [recognisable[name], { policy: asked[name] as 'custom' }]));
}

/** Says what was to be recognised and is nowhere in the program. */
export function warnOfUnrecognised(asked: Recognise, met: ReadonlySet<string>, diagnostics: Collector): void {
  for (const name of names(asked))
    if (!met.has(recognisable[name]))
      diagnostics.warn({
        code: 'custom/unrecognised',
        message: `a program in which ${name} is to be recognised must have one (none was found)`,
        hint: 'do not ask for it, or write it as x · rsqrt(mean(x², last dimension) + ε) · weight; nothing between may be needed elsewhere',
      });
}

const names = (asked: Recognise) => (Object.keys(asked) as (keyof Recognise)[]).filter((name) => asked[name] !== undefined);

function checkRecognise(asked: Readonly<Record<string, string | undefined>>): void {
  for (const [name, policy] of Object.entries(asked))
    if (!Object.hasOwn(recognisable, name) || (policy !== undefined && policy !== 'custom' && policy !== 'composite'))
      fail({
        code: 'lower/recognise',
        message: `what is recognised must be ${Object.keys(recognisable).join(' or ')}, as custom or composite (was ${name}=${policy})`,
        hint: 'for example rms_norm=custom',
      });
}
