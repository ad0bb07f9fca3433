// The program's beginning as it looks in the editor, which is loaded when somebody turns to the text: most visitors look at the result first.
import { colourOf, lineParts } from '../editor/tokens.js';

const LINES = 120;
const LONGEST = 400;

export function Preview({ text }: { readonly text: string }) {
  const lines = text.split('\n', LINES);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a field of the form's kind has no colours, and the editor takes its place
    <div class="preview" role="textbox" aria-multiline="true" aria-readonly="true" aria-label="Program text" tabIndex={0}>
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
