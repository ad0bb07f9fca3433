// The groups of a graph as a tree. A group of one operation is the operation; a level with very many children is cut into parts, so that
// every level is small enough to be laid out, and to be read.
import type { Graph } from '../compiler/protocol.js';

export interface Group {
  /** Its path, which names it. */
  readonly id: string;
  readonly name: string;
  /** Nodes by number, and groups. */
  readonly children: readonly (Group | number)[];
  /** How many nodes are in it, at any depth. */
  readonly size: number;
}

const LARGEST_LEVEL = 260;
/** About so many children has a part of a level that is cut. */
const PART = 60;
const SEPARATOR = '\u001f';

interface Draft {
  readonly id: string;
  readonly name: string;
  readonly children: (Draft | number)[];
  readonly byName: Map<string, Draft>;
}

const draft = (id: string, name: string): Draft => ({ id, name, children: [], byName: new Map() });

export function groupTree({ nodes }: Graph): Group {
  const root = draft('', '');
  nodes.forEach(({ group }, index) => {
    let level = root;
    for (const name of group) {
      let inner = level.byName.get(name);
      if (!inner) {
        inner = draft(`${level.id}${SEPARATOR}${name}`, name);
        level.byName.set(name, inner);
        level.children.push(inner);
      }
      level = inner;
    }
    level.children.push(index);
  });
  return finished(root);
}

function finished({ id, name, children }: Draft): Group {
  const inner = children.map((child) => {
    if (typeof child === 'number') return child;
    const group = finished(child);
    const [only] = group.children;
    // A group in a group alone says nothing twice: `jit(f)` › `jit(main)` is one step.
    return group.children.length === 1 && only !== undefined
      ? typeof only === 'number'
        ? only
        : { ...only, name: `${group.name}/${only.name}` }
      : group;
  });
  return parted({ id, name, children: inner, size: sizeOf(inner) });
}

const sizeOf = (children: readonly (Group | number)[]): number =>
  children.reduce<number>((sum, child) => sum + (typeof child === 'number' ? 1 : child.size), 0);

function parted(group: Group): Group {
  const { id, children } = group;
  if (children.length <= LARGEST_LEVEL) return group;
  const parts: Group[] = [];
  const even = Math.ceil(children.length / Math.ceil(children.length / PART));
  for (let first = 0; first < children.length; first += even) {
    const part = children.slice(first, first + even);
    const name = `${first + 1} to ${first + part.length}`;
    parts.push({ id: `${id}${SEPARATOR}#${first}`, name, children: part, size: sizeOf(part) });
  }
  return parted({ ...group, children: parts });
}

const COMFORTABLE = 48;

/** Which groups are open at first: the outer ones, as long as there is not too much to see. */
export function firstOpen(root: Group): ReadonlySet<string> {
  const open = new Set<string>([root.id]);
  let shown = root.children.length;
  const waiting = [...root.children];
  for (let child = waiting.shift(); child !== undefined; child = waiting.shift()) {
    if (typeof child === 'number' || shown + child.children.length - 1 > COMFORTABLE) continue;
    open.add(child.id);
    shown += child.children.length - 1;
    waiting.push(...child.children);
  }
  return open;
}

/** The groups that a node lies in, outermost first. */
export function pathTo(root: Group, node: number): readonly Group[] {
  const path: Group[] = [];
  const find = (group: Group): boolean => {
    path.push(group);
    if (group.children.some((child) => (typeof child === 'number' ? child === node : find(child)))) return true;
    path.pop();
    return false;
  };
  find(root);
  return path;
}

/** All groups but the root. */
export const groupsOf = (group: Group): readonly Group[] =>
  group.children.flatMap((child) => (typeof child === 'number' ? [] : [child, ...groupsOf(child)]));
