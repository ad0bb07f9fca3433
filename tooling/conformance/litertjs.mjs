// Judges cases in LiteRT.js, the runtime of the browser, in this process.
import { CompileError } from '@hlolite/diagnostics';
import { load } from '@hlolite/runtime/node';
import { compared, converted, dataOf } from './cases.mjs';

export async function judge(folder, names, onVerdict) {
  for (const name of names) onVerdict(name, await judgeOne(folder, name));
}

export async function judgeOne(folder, name) {
  const { bytes, ...verdict } = converted(folder, name);
  if (!bytes) return verdict;
  const { inputs, expected } = dataOf(folder, name);
  try {
    const session = await load(bytes);
    try {
      return compared(await session.run(inputs), expected);
    } finally {
      session.dispose();
    }
  } catch (error) {
    return { verdict: error instanceof CompileError ? 'runtime' : 'crash', why: error.message };
  }
}
