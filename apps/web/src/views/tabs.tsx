// The choice of a view. On narrow screens the program is one of them; on wide ones it always stands at the left.
import { type View, view, views } from '../state/view.js';

const names = Object.keys(views) as View[];

export function Tabs() {
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const shown = names.filter((name) => document.getElementById(`tab-${name}`)?.offsetParent);
    const next = shown[(shown.indexOf(view.value) + step + shown.length) % shown.length] as View;
    view.value = next;
    document.getElementById(`tab-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Views" onKeyDown={keys}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-controls={`view-${name}`}
          aria-selected={view.value === name}
          tabIndex={view.value === name ? 0 : -1}
          onClick={() => {
            view.value = name;
          }}
        >
          {views[name]}
        </button>
      ))}
    </div>
  );
}
