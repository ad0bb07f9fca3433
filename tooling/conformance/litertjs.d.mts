import type { Verdict } from './pending.mjs';

/** Converts one case, runs it in LiteRT.js and compares. */
export function judgeOne(folder: string, name: string): Promise<Verdict>;
