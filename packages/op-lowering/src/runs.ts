// Slices of a tensor that share a number, such as the rows of weights that share a scale: loops over weights go by runs, not by elements.

/** How elements fall into groups: element `i` is of group `⌊i / inner⌋ mod count`. */
export interface Groups {
  readonly count: number;
  readonly inner: number;
}

/** Calls `visit` for each run of elements of one group among `length` elements, of which the first is element `first` of the tensor. */
export function forEachRun(
  { count, inner }: Groups,
  first: number,
  length: number,
  visit: (start: number, end: number, group: number) => void,
): void {
  let within = first % inner;
  let group = Math.floor(first / inner) % count;
  for (let start = 0; start < length; ) {
    const end = Math.min(length, start + inner - within);
    visit(start, end, group);
    start = end;
    within = 0;
    if (++group === count) group = 0;
  }
}
