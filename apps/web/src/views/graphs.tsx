// Both graphs side by side. What is selected on one side is marked on the other.
import { useMemo } from 'preact/hooks';
import { GraphCanvas, newState, ZoomButtons } from '../graph/canvas.js';
import { closeAll, type GraphSide, openAll, sides } from '../graph/side.js';
import { groupsOf } from '../layout/tree.js';
import { opened } from '../state/project.js';
import { view } from '../state/view.js';
import { DetailsPanel } from './details.js';
import { counted } from './format.js';
import { Search } from './search.js';

export function GraphsView() {
  if (view.value !== 'graph') return null;
  // A model that was opened has no program to stand beside it.
  const shown = opened.value?.inputKind === 'tflite' ? [sides[1]] : sides;
  return (
    <div class="graphs" role="tabpanel" id="view-graph" aria-labelledby="tab-graph">
      <Search />
      <div class={shown.length === 1 ? 'pair single' : 'pair'}>
        {shown.map((side) => (
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
