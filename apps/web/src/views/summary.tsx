// What came out, in one line: numbers, the file, and the command that does the same.
import { useSignal } from '@preact/signals';
import type { ModelInfo, Opened } from '../compiler/protocol.js';
import { commandOf, modelName } from '../state/command.js';
import { cancelWork, opened, previous, problems, project, settings, stage } from '../state/project.js';
import { saveFile } from '../state/save.js';
import { view } from '../state/view.js';
import { bytesText, counted, durationText } from './format.js';
import { Popup } from './popup.js';

export function Summary() {
  const { value: current } = project;
  const { value: result } = opened;
  return (
    <section class="summary" aria-label="Conversion" aria-busy={stage.value !== undefined} data-example={current?.example}>
      <div class="state">
        <Status />
        {current && (
          <span class="file" title={current.file.name}>
            {current.file.name}
          </span>
        )}
      </div>
      {result?.model ? <Numbers result={result} model={result.model} /> : <div class="numbers" />}
      <div class="actions">
        {current && result?.inputKind !== 'tflite' && <Command />}
        {result?.model && <Download model={result.model} />}
      </div>
    </section>
  );
}

/** On narrow screens problems stand with the program, behind another tab. */
function showProblems(): void {
  if (matchMedia('(max-width: 60rem)').matches) view.value = 'program';
  setTimeout(() => document.querySelector('.problems')?.scrollIntoView({ block: 'nearest' }));
}

function Status() {
  const errors = problems.value.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.value.length - errors;
  if (stage.value !== undefined)
    return (
      <span class="status working" role="status">
        <progress aria-label="Progress" />
        <button type="button" onClick={cancelWork}>
          Cancel
        </button>
        {stage.value}…
      </span>
    );
  if (!opened.value)
    return (
      <span class="status" role="status">
        {errors > 0 ? counted(errors, 'error') : 'Nothing open'}
      </span>
    );
  const [mark, text] =
    errors > 0
      ? ['error', counted(errors, 'error')]
      : [
          warnings > 0 ? 'warning' : 'good',
          `${opened.value.inputKind === 'tflite' ? 'Opened' : 'Converted'}${warnings > 0 ? `, ${counted(warnings, 'warning')}` : ''}`,
        ];
  return (
    <span class={`status ${mark}`} role="status">
      {problems.value.length > 0 ? (
        <button type="button" class="link" onClick={showProblems}>
          {text}
        </button>
      ) : (
        text
      )}
    </span>
  );
}

/** The numbers of the model, and what they were before the last change of a policy, an attribute or the text. */
function Numbers({ result, model }: { readonly result: Opened; readonly model: ModelInfo }) {
  const numbers = [...sizesOf(model), ['Time', durationText(result.milliseconds)], ['Runtime', `≥ ${model.minimumRuntime}`]] as const;
  const before = previous.value && new Map(sizesOf(previous.value));
  return (
    <dl class="numbers">
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {before?.has(name) && before.get(name) !== value && <span class="quiet"> was {before.get(name)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function sizesOf({ file, operators, weightBytes }: ModelInfo): readonly (readonly [name: string, value: string])[] {
  const total = Object.values(operators).reduce((sum, count) => sum + count, 0);
  const custom = Object.entries(operators).reduce((sum, [name, count]) => sum + (name.startsWith('CUSTOM(') ? count : 0), 0);
  return [
    ['Size', bytesText(file.size)],
    ['Operators', custom > 0 ? `${total.toLocaleString('en')} (${custom} custom)` : total.toLocaleString('en')],
    ['Weights', bytesText(weightBytes)],
  ];
}

function Command() {
  const copied = useSignal(false);
  const command = project.value ? commandOf(project.value, settings.value) : '';
  const copy = async () => {
    await navigator.clipboard.writeText(command).catch(() => undefined);
    copied.value = true;
    setTimeout(() => {
      copied.value = false;
    }, 1500);
  };
  return (
    <Popup title="Command line" name="command">
      <p>The same with the command of npm's package hlolite:</p>
      <code>{command}</code>
      <button type="button" onClick={() => void copy()}>
        {copied.value ? 'Copied' : 'Copy'}
      </button>
    </Popup>
  );
}

function Download({ model }: { readonly model: ModelInfo }) {
  const save = () => saveFile(model.file, project.value ? modelName(project.value) : 'model.tflite');
  return (
    <button type="button" class="primary" onClick={save}>
      Download .tflite
    </button>
  );
}
