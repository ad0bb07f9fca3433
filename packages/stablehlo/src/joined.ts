// Tables of families put together.

/** One table of several. A name in two families is a mistake of ours: there would be two ways to treat an op. */
export function joined<Row>(families: readonly Readonly<Record<string, Row>>[]): Readonly<Record<string, Row>> {
  const all: Record<string, Row> = {};
  for (const family of families)
    for (const [name, row] of Object.entries(family)) {
      if (Object.hasOwn(all, name)) throw new Error(`two families define ${name}`);
      all[name] = row;
    }
  return all;
}
