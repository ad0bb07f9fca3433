// All about what is selected: what it became or came from, attributes, operands, results, constants.
import type { Details, GraphNode, Port } from '../compiler/protocol.js';
import { otherSide, reveal, sides } from '../graph/side.js';
import { details, selection } from '../state/project.js';
import { Histogram } from './charts.js';
import { FirstValues, SummaryNumbers } from './numbers.js';

export function DetailsPanel() {
  const selected = selection.value;
  const node = selected && sides.find(({ side }) => side === selected.side)?.graph.value?.nodes[selected.node];
  return (
    <section class="details" aria-label="Details" aria-live="polite">
      {selected && node ? (
        <>
          <h2>
            {details.value?.title || node.label}
            <span class="quiet">{selected.side === 'program' ? 'StableHLO' : 'LiteRT'}</span>
          </h2>
          <Links node={node} />
          {details.value && <Facts facts={details.value} />}
        </>
      ) : (
        <Legend />
      )}
    </section>
  );
}

function Legend() {
  return (
    <>
      <p class="quiet">
        Select an operation to see its types, its constants, and what it became. Drag to move, turn the wheel to zoom, click a group to open
        it.
      </p>
      <ul class="legend">
        <li class="port">input or output</li>
        <li class="operation">operation</li>
        <li class="custom">custom op</li>
        <li class="closed">group</li>
      </ul>
    </>
  );
}

const MOST_LINKS = 12;

function Links({ node }: { readonly node: GraphNode }) {
  const { side } = selection.value as NonNullable<typeof selection.value>;
  const other = otherSide(side);
  const nodes = other.graph.value?.nodes;
  if (!nodes || nodes.length === 0) return null;
  const word = side === 'program' ? 'became' : 'came from';
  if (node.links.length === 0)
    return (
      <p class="links">
        {side === 'program' ? 'Left nothing in the model: nobody needs it, or it was computed in advance.' : 'Made by the converter.'}
      </p>
    );
  return (
    <p class="links">
      {word}{' '}
      {node.links.slice(0, MOST_LINKS).map((index) => (
        <button
          key={index}
          type="button"
          class="chip"
          onClick={() => {
            reveal(other, index);
            selection.value = { side: other.side, node: index };
          }}
        >
          {nodes[index]?.label}
        </button>
      ))}
      {node.links.length > MOST_LINKS && ` and ${node.links.length - MOST_LINKS} more`}
    </p>
  );
}

function Facts({ facts: { rows, operands, results } }: { readonly facts: Details }) {
  return (
    <div class="facts">
      {rows.length > 0 && (
        <dl class="rows">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Ports title="Takes" ports={operands} />
      <Ports title="Gives" ports={results} />
    </div>
  );
}

function Ports({ title, ports }: { readonly title: string; readonly ports: readonly Port[] }) {
  if (ports.length === 0) return null;
  return (
    <section class="ports">
      <h3>{title}</h3>
      <ul>
        {ports.map(({ name, type, constant }, index) => (
          <li key={index}>
            <code>{name}</code> <span class="quiet">{type}</span>
            {constant && (
              <details>
                <summary>constant</summary>
                <Histogram summary={constant} />
                <SummaryNumbers summary={constant} />
                <FirstValues summary={constant} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
