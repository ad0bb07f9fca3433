// Values drawn as a curve over the last dimension, or typed; both are the same list.
import type { Port } from '../runner/protocol.js';
import { chooseInput } from '../state/inputs.js';

const WIDTH = 320;
const HEIGHT = 96;
const MOST_COLUMNS = 256;
/** The pad shows values from −RANGE to RANGE. */
const RANGE = 2;

export function DrawPad({ port, index, values }: { readonly port: Port; readonly index: number; readonly values: readonly number[] }) {
  const last = port.shape.at(-1) ?? 1;
  const canDraw = last <= MOST_COLUMNS;
  const columns = values.length === last ? values : Array.from({ length: last }, (_, at) => values[at % values.length] ?? 0);
  const paint = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const { left, top, width, height } = (event.currentTarget as SVGElement).getBoundingClientRect();
    const column = Math.min(last - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * last)));
    const value = RANGE * (1 - (2 * (event.clientY - top)) / height);
    chooseInput(index, { from: 'values', values: columns.map((old, at) => (at === column ? Math.round(value * 100) / 100 : old)) });
  };
  const type = (text: string) => {
    const typed = text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    if (typed.length > 0 && !typed.some(Number.isNaN)) chooseInput(index, { from: 'values', values: typed });
  };
  const y = (value: number) => ((1 - value / RANGE) * HEIGHT) / 2;
  return (
    <div class="pad">
      {canDraw && (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" onPointerDown={paint} onPointerMove={paint} aria-hidden="true">
          <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} class="axis" />
          {columns.map((value, at) => {
            const width = WIDTH / last;
            return (
              <rect
                key={at}
                x={at * width}
                width={Math.max(1, width - 0.5)}
                y={Math.min(y(value), HEIGHT / 2)}
                height={Math.abs(y(value) - HEIGHT / 2)}
                class="bar"
              />
            );
          })}
        </svg>
      )}
      <label class="field">
        <span>Values, repeated to fill {port.shape.join('×') || 'the scalar'}</span>
        <input
          type="text"
          value={values.join(', ')}
          onChange={({ currentTarget }) => type(currentTarget.value)}
          spellcheck={false}
          autocomplete="off"
        />
      </label>
    </div>
  );
}
