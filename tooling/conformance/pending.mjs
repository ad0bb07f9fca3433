// What is known not to pass yet, with its reason: pending.json, a list a runtime. A case that fails and is not in it is news, and so is one
// in it that passes; both fail the check, so that the list stays true.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('pending.json', import.meta.url);

const all = () => (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {});

/** Reasons by the name of the case. */
export const pendingOf = (runtime) => all()[runtime] ?? {};

/** The cases whose verdict is not what the list says. */
export function news(verdicts, pending) {
  const failing = [...verdicts].filter(([name, { verdict }]) => verdict !== 'right' && !Object.hasOwn(pending, name));
  const passing = [...verdicts].filter(([name, { verdict }]) => verdict === 'right' && Object.hasOwn(pending, name));
  return { failing: failing.map(([name, verdict]) => ({ name, ...verdict })), passing: passing.map(([name]) => name) };
}

/** Writes the list of one runtime anew from verdicts; cases that were not judged keep their entry. */
export function updatePending(runtime, verdicts) {
  const lists = all();
  const entries = new Map(Object.entries(lists[runtime] ?? {}));
  for (const [name, { verdict, why }] of verdicts)
    if (verdict === 'right') entries.delete(name);
    else entries.set(name, `${verdict}: ${String(why).split('\n')[0].slice(0, 200)}`);
  lists[runtime] = Object.fromEntries([...entries].sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(FILE, `${JSON.stringify(lists, null, 2)}\n`);
}
