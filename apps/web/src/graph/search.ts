// The search over both graphs.
import { computed, signal } from '@preact/signals';
import type { Graph, Side } from '../compiler/protocol.js';
import { sides } from './side.js';

export const query = signal('');

export interface Match {
  readonly side: Side;
  readonly node: number;
}

const MOST = 2000;

/** Nodes whose name, type or group has all the words that were typed. */
export const matches = computed((): readonly Match[] => {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return sides.flatMap(({ side, graph }) => (graph.value ? matchesIn(graph.value, words, side) : [])).slice(0, MOST);
});

const matchesIn = ({ nodes }: Graph, words: readonly string[], side: Side): Match[] =>
  nodes.flatMap(({ label, caption, group }, node) => {
    const text = `${label} ${caption} ${group.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word)) ? [{ side, node }] : [];
  });
