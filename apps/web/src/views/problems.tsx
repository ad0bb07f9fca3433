// Errors and warnings with cause and way out; a click goes to the place.
import { problems } from '../state/project.js';
import type { Problem } from '../workers/problems.js';
import { counted } from './format.js';

export function Problems({ show }: { readonly show: (from: number, to: number) => void }) {
  const list = problems.value;
  if (list.length === 0) return null;
  return (
    <section class="problems" aria-label="Problems">
      <h2>{counted(list.length, 'problem')}</h2>
      <ul>
        {list.map((problem, index) => (
          <li key={index} class={problem.severity}>
            <ProblemText problem={problem} show={show} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Hint({ text }: { readonly text: string }) {
  return (
    <p>
      <strong>Hint:</strong> {text}
    </p>
  );
}

function ProblemText({ problem, show }: { readonly problem: Problem; readonly show: (from: number, to: number) => void }) {
  const { severity, code, message, hint, place, label, trail } = problem;
  return (
    <>
      <p>
        <span class="severity">{severity}</span> {message}
      </p>
      {hint !== undefined && <Hint text={hint} />}
      {trail !== undefined && trail.length > 0 && <p class="quiet">from {trail.join(', ')}</p>}
      <p class="quiet">
        {place ? (
          <button type="button" class="link" onClick={() => show(place.from, place.to)}>
            line {place.line}, column {place.column}
          </button>
        ) : (
          label
        )}{' '}
        <code>{code}</code>
      </p>
    </>
  );
}
