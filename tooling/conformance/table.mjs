// Verdicts counted, as a table of Markdown.
export const VERDICTS = ['right', 'refused', 'runtime', 'wrong', 'crash'];

/** How often each verdict was given. */
export function totalsOf(verdicts) {
  const totals = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
  for (const { verdict } of verdicts) totals[verdict]++;
  return totals;
}

/** A row for each group of verdicts, sorted by its name. */
export function tableBy(title, verdicts, groupOf) {
  const groups = groupedBy(verdicts, groupOf);
  const rows = [...groups].sort(([a], [b]) => a.localeCompare(b));
  return [
    `| ${title} | ${VERDICTS.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(VERDICTS.length)}`,
    ...rows.map(([name, group]) => {
      const totals = totalsOf(group.map(([, verdict]) => verdict));
      return `| ${name} | ${VERDICTS.map((verdict) => totals[verdict] || '').join(' | ')} |`;
    }),
  ].join('\n');
}

function groupedBy(items, groupOf) {
  const groups = new Map();
  for (const item of items) {
    const group = groupOf(item);
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return groups;
}

/** "1,497 of 1,518 right (98.6 %): 1497 right, 12 refused …" */
export function summary(verdicts) {
  const totals = totalsOf(verdicts);
  const share = ((100 * totals.right) / Math.max(1, verdicts.length)).toFixed(1);
  return `${totals.right} of ${verdicts.length} right (${share} %): ${VERDICTS.map((verdict) => `${totals[verdict]} ${verdict}`).join(', ')}`;
}
