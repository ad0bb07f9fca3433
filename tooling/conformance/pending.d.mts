export interface Verdict {
  readonly verdict: 'right' | 'refused' | 'runtime' | 'wrong' | 'crash';
  readonly why?: string;
}

/** Reasons by the name of the case. */
export function pendingOf(runtime: 'litertjs' | 'native'): Readonly<Record<string, string>>;

/** The cases whose verdict is not what the list says. */
export function news(
  verdicts: ReadonlyMap<string, Verdict>,
  pending: Readonly<Record<string, string>>,
): { failing: { name: string; verdict: string; why?: string }[]; passing: string[] };
