/** The names of the cases of a folder that hold one of `parts` (all, when there are none). */
export function namesIn(folder: string, parts?: readonly string[]): string[];
