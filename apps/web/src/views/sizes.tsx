// Where the bytes are, and which operators there are.
import { model } from '../state/project.js';
import { view } from '../state/view.js';
import { bytesText, counted } from './format.js';

export function SizesView() {
  if (view.value !== 'sizes') return null;
  const current = model.value;
  return (
    <div class="sizes" role="tabpanel" id="view-sizes" aria-labelledby="tab-sizes">
      {current ? (
        <>
          <Chart
            title="Size by tensor"
            note={`${bytesText(current.weightBytes)} of constants in a file of ${bytesText(current.file.size)}`}
            rows={current.tensors.map(({ name, type, bytes }) => ({ name, note: type, value: bytes, text: bytesText(bytes) }))}
          />
          <Chart
            title="Operators by kind"
            note={counted(Object.keys(current.operators).length, 'kind')}
            rows={Object.entries(current.operators)
              .sort(([, a], [, b]) => b - a)
              .map(([name, count]) => ({ name, note: '', value: count, text: String(count) }))}
          />
        </>
      ) : (
        <p class="message">There is no model: see the problems of the program.</p>
      )}
    </div>
  );
}

interface Row {
  readonly name: string;
  readonly note: string;
  readonly value: number;
  readonly text: string;
}

function Chart({ title, note, rows }: { readonly title: string; readonly note: string; readonly rows: readonly Row[] }) {
  const largest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <section class="bars">
      <h2>
        {title} <span class="quiet">{note}</span>
      </h2>
      {rows.length === 0 && <p class="quiet">There are none.</p>}
      <ul>
        {rows.map(({ name, note: type, value, text }, index) => (
          <li key={`${index}:${name}`}>
            <span class="name" title={name}>
              {name} {type && <span class="quiet">{type}</span>}
            </span>
            <span class="track" aria-hidden="true">
              <span style={{ width: `${(100 * value) / largest}%` }} />
            </span>
            <span class="number">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
