// The program's beginning as it looks in the editor, which is loaded when somebody turns to the text: most visitors look at the result first.
import { colourOf, lineParts } from '../editor/tokens.js';

const LINES = 120;
const MOST_LINES = 1200;
const LONGEST = 400;

/** `whole` shows what can be scrolled to, for what is never edited. */
export function Preview({ text, whole = false }: { readonly text: string; readonly whole?: boolean }) {
  const lines = text.split('\n', whole ? MOST_LINES : LINES);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a field of the form's kind has no colours, and the editor takes its place
    <div
      class={whole ? 'preview whole' : 'preview'}
      role="textbox"
      aria-multiline="true"
      aria-readonly="true"
      aria-label="Program text"
      tabIndex={0}
    >
      {lines.map((line, index) => (
        <div key={`${index}:${line.slice(0, 24)}`} class="preview-line">
          {lineParts(line.slice(0, LONGEST)).map(([part, style], at) =>
            style === null ? (
              part
            ) : (
              <span key={`${at}:${part}`} class={`code-${colourOf[style]}`}>
                {part}
              </span>
            ),
          )}
        </div>
      ))}
    </div>
  );
}
