// Both graphs side by side. What is selected on one side is marked on the other.
import { useMemo } from 'preact/hooks';
import { GraphCanvas, newState, ZoomButtons } from '../graph/canvas.js';
import { matches, query } from '../graph/search.js';
import { closeAll, type GraphSide, openAll, reveal, sides } from '../graph/side.js';
import { groupsOf } from '../layout/tree.js';
import { selection } from '../state/project.js';
import { view } from '../state/view.js';
import { DetailsPanel } from './details.js';
import { counted } from './format.js';

export function GraphsView() {
  if (view.value !== 'graph') return null;
  return (
    <div class="graphs" role="tabpanel" id="view-graph" aria-labelledby="tab-graph">
      <Search />
      <div class="pair">
        {sides.map((side) => (
          <GraphPane key={side.side} side={side} />
        ))}
      </div>
      <DetailsPanel />
    </div>
  );
}

function GraphPane({ side }: { readonly side: GraphSide }) {
  const graph = side.graph.value;
  const groups = side.tree.value ? groupsOf(side.tree.value) : [];
  const state = useMemo(newState, []);
  return (
    <section class="pane" aria-label={`${side.title} graph`}>
      <div class="pane-head">
        <h2>
          {side.title} <span class="quiet">{graph ? counted(graph.operations, 'op') : 'none'}</span>
        </h2>
        {groups.length > 0 && (
          <span class="groups">
            <button type="button" class="link" onClick={() => openAll(side)}>
              open all
            </button>
            <button type="button" class="link" onClick={() => closeAll(side)}>
              close all
            </button>
          </span>
        )}
        <ZoomButtons side={side} state={state} />
      </div>
      <Message side={side} />
      <GraphCanvas side={side} state={state} />
    </section>
  );
}

function Message({ side }: { readonly side: GraphSide }) {
  const graph = side.graph.value;
  if (!graph)
    return (
      <p class="message">
        {side.side === 'program' ? 'There is no program to show.' : 'There is no model: see the problems of the program.'}
      </p>
    );
  if (graph.nodes.length === 0)
    return <p class="message">{counted(graph.operations, 'operation')} are too many to draw. Sizes has the summary.</p>;
  return side.busy.value ? <p class="message busy">Drawing…</p> : null;
}

function Search() {
  const found = matches.value;
  const step = (by: number) => {
    const at = found.findIndex(({ side, node }) => side === selection.value?.side && node === selection.value.node);
    const next = found[(at + by + found.length) % found.length];
    const side = sides.find((each) => each.side === next?.side);
    if (!next || !side) return;
    reveal(side, next.node);
    selection.value = next;
  };
  return (
    <search class="search">
      <label>
        <span class="hidden">Search operations, types and layers</span>
        <input
          type="search"
          placeholder="Search operations, types, layers"
          value={query.value}
          onInput={({ currentTarget }) => {
            query.value = currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          }}
        />
      </label>
      <button type="button" disabled={found.length === 0} onClick={() => step(-1)} aria-label="Previous match">
        ↑
      </button>
      <button type="button" disabled={found.length === 0} onClick={() => step(1)} aria-label="Next match">
        ↓
      </button>
      <output aria-live="polite">{query.value.trim() === '' ? '' : found.length === 1 ? '1 match' : `${found.length} matches`}</output>
    </search>
  );
}
