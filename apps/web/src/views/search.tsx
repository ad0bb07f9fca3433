// The search over both graphs, with its matches as a list: what the canvases show, in words.
import { type Match, matches, query } from '../graph/search.js';
import { reveal, sides } from '../graph/side.js';
import { selection } from '../state/project.js';
import { Popup } from './popup.js';

const LISTED = 60;

const isSelected = ({ side, node }: Match): boolean => selection.value?.side === side && selection.value.node === node;

function select(match: Match | undefined): void {
  const side = sides.find((each) => each.side === match?.side);
  if (!match || !side) return;
  reveal(side, match.node);
  selection.value = match;
}

/** The match after the selected one, or before it. */
function step(by: number): void {
  const found = matches.value;
  select(found[(found.findIndex(isSelected) + by + found.length) % found.length]);
}

export function Search() {
  const found = matches.value;
  const isAsked = query.value.trim() !== '';
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
      <output aria-live="polite">{!isAsked ? '' : found.length === 1 ? '1 match' : `${found.length} matches`}</output>
      {isAsked && found.length > 0 && (
        <Popup title="as a list" name="matches">
          <Matches found={found} />
        </Popup>
      )}
    </search>
  );
}

function Matches({ found }: { readonly found: readonly Match[] }) {
  return (
    <ul>
      {found.slice(0, LISTED).map((match) => {
        const side = sides.find((each) => each.side === match.side);
        const node = side?.graph.value?.nodes[match.node];
        return (
          <li key={`${match.side} ${match.node}`}>
            <button type="button" aria-pressed={isSelected(match)} onClick={() => select(match)}>
              <strong>{node?.label}</strong> {node?.caption} <span class="quiet">{[side?.title, ...(node?.group ?? [])].join(' › ')}</span>
            </button>
          </li>
        );
      })}
      {found.length > LISTED && <li class="quiet">and {found.length - LISTED} more</li>}
    </ul>
  );
}
