// Above all: open, share, colours.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { examples, openExample } from '../state/examples.js';
import { openFiles } from '../state/files.js';
import { project } from '../state/project.js';
import { shareLink } from '../state/share.js';
import { type Scheme, scheme, schemes } from '../state/view.js';
import { PasteDialog, showPaste } from './paste.js';

export function Header() {
  return (
    <header>
      <h1>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="var(--brand)" />
          <path
            d="M9 7v18M9 16h6a4 4 0 0 1 4 4v5M19 7h4v5h-4z"
            fill="none"
            stroke="#fff"
            stroke-width="3"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
        <span>hlolite</span>
        <span class="motto">StableHLO to LiteRT, in your browser</span>
      </h1>
      <Opening />
      <div class="settings">
        <Share />
        <label>
          <span class="hidden">Colours</span>
          <select
            value={scheme.value}
            onChange={({ currentTarget }) => {
              scheme.value = currentTarget.value as Scheme;
            }}
          >
            {Object.entries(schemes).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <PasteDialog />
    </header>
  );
}

function Opening() {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div class="opening">
      <button type="button" class="primary" onClick={() => picker.current?.click()}>
        Open files…
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to open"
        onChange={({ currentTarget }) => {
          void openFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <button type="button" onClick={showPaste}>
        Paste…
      </button>
      <label>
        <span class="hidden">Examples</span>
        <select value={project.value?.example ?? ''} onChange={({ currentTarget }) => void openExample(currentTarget.value)}>
          <option value="" disabled>
            Examples
          </option>
          {examples.map(({ id, title, about }) => (
            <option key={id} value={id} title={about}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** To read two sentences, in milliseconds. */
const LONG_ENOUGH = 8000;

function Share() {
  const said = useSignal('');
  const say = (text: string) => {
    said.value = text;
    setTimeout(() => {
      if (said.value === text) said.value = '';
    }, LONG_ENOUGH);
  };
  const share = async () => {
    const result = await shareLink();
    if ('reason' in result) return say(result.reason);
    history.replaceState(null, '', result.link);
    try {
      await navigator.clipboard.writeText(result.link);
      say('Link copied. It holds everything: nothing was uploaded.');
    } catch {
      say('The link is in the address bar. It holds everything: nothing was uploaded.');
    }
  };
  return (
    <div class="share">
      <button type="button" onClick={() => void share()}>
        Share
      </button>
      <output aria-live="polite">{said.value}</output>
    </div>
  );
}
