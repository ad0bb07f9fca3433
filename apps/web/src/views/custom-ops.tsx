// Each custom op of the program with its policy and its attributes, as controls.
import { isPolicy, policies } from '@hlolite/op-lowering';
import type { CustomOpInfo } from '../compiler/protocol.js';
import { chooseAttribute, choosePolicy, opened, settings } from '../state/project.js';
import { counted } from './format.js';

export function CustomOps() {
  const list = opened.value?.customOps ?? [];
  if (list.length === 0) return null;
  return (
    <section class="custom-ops" aria-label="Custom ops">
      <h2>{counted(list.length, 'custom op')}</h2>
      {list.map((use) => (
        <CustomOp key={use.target} use={use} />
      ))}
    </section>
  );
}

function CustomOp({ use: { target, form, count, choice, attributes } }: { readonly use: CustomOpInfo }) {
  const change = (name: string) => {
    if (isPolicy(name)) choosePolicy(target, { policy: name });
  };
  return (
    <article>
      <h3>
        <code>{target}</code>
        <span class="quiet">
          {form}, used {counted(count, 'time')}
        </span>
      </h3>
      <label class="field">
        <span>Policy</span>
        <select value={choice.policy} onChange={({ currentTarget }) => change(currentTarget.value)}>
          {Object.keys(policies).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet policy">{policies[choice.policy]}</p>
      <div class="attributes">
        {[...attributes]
          .sort((a, b) => Number(isBookkeeping(a.name)) - Number(isBookkeeping(b.name)))
          .map((attribute) => (
            <Attribute key={attribute.name} target={target} attribute={attribute} />
          ))}
      </div>
    </article>
  );
}

/** What says how the op is called rather than what it computes comes last. */
const isBookkeeping = (name: string): boolean => name === 'api_version' || name === 'has_side_effect';

function Attribute({
  target,
  attribute: { name, value, assumed },
}: {
  readonly target: string;
  readonly attribute: CustomOpInfo['attributes'][number];
}) {
  const given = settings.value.attributes[target]?.[name];
  const change = (text: string) => chooseAttribute(target, name, text.trim() === '' ? undefined : typed(text));
  return (
    <label class="field">
      <span>
        {name}
        {assumed && <em class="assumed"> assumed</em>}
        {given !== undefined && <em class="assumed"> yours</em>}
      </span>
      <input
        type="text"
        value={value.replace(/^"(.*)"$/, '$1')}
        onChange={({ currentTarget }) => change(currentTarget.value)}
        spellcheck={false}
        autocomplete="off"
      />
    </label>
  );
}

/** As the command line understands it. */
function typed(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return Number.isNaN(Number(text)) ? text : Number(text);
}
