// Where each input's numbers come from.
import type { InputChoice, Port } from '../runner/protocol.js';
import { choices, chooseInput, tensorFile } from '../state/inputs.js';
import { ports, useTensors } from '../state/run.js';
import { DrawPad } from './draw-pad.js';

const sources = { random: 'random', zeros: 'zeros', file: 'from a file', values: 'drawn or typed' } as const;

export function Inputs() {
  return (
    <section class="inputs" aria-label="Inputs">
      <h2>Inputs</h2>
      {ports.value?.inputs.length === 0 && <p class="quiet">The model takes none.</p>}
      {ports.value?.inputs.map((port, index) => (
        <Input key={port.name} port={port} index={index} choice={choices.value[index] ?? { from: 'random', seed: 1 }} />
      ))}
      <label class="field from-file">
        <span>Tensors from .safetensors or .npy</span>
        <input
          type="file"
          onChange={({ currentTarget }) => {
            const blob = currentTarget.files?.[0];
            if (blob) void useTensors({ name: blob.name, blob });
          }}
        />
      </label>
    </section>
  );
}

function Input({ port, index, choice }: { readonly port: Port; readonly index: number; readonly choice: InputChoice }) {
  const change = (from: string) => chooseInput(index, newChoice(from, index));
  return (
    <fieldset class="input">
      <legend>
        <code>{port.name}</code> <span class="quiet">{[port.shape.join('×'), port.type].filter(Boolean).join(' ')}</span>
      </legend>
      <label class="field">
        <span>Numbers</span>
        <select value={choice.from} onChange={({ currentTarget }) => change(currentTarget.value)}>
          {Object.entries(sources).map(([name, title]) => (
            <option key={name} value={name} disabled={name === 'file' && !tensorFile.value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {choice.from === 'random' && (
        <label class="field">
          <span>Seed</span>
          <input
            type="number"
            value={choice.seed}
            step={1}
            onChange={({ currentTarget }) => chooseInput(index, { from: 'random', seed: Math.trunc(Number(currentTarget.value)) })}
          />
        </label>
      )}
      {choice.from === 'file' && <TensorChoice index={index} choice={choice} />}
      {choice.from === 'values' && <DrawPad port={port} index={index} values={choice.values} />}
    </fieldset>
  );
}

function newChoice(from: string, index: number): InputChoice {
  const { file, tensors } = tensorFile.value ?? {};
  if (from === 'file' && file) return { from, file, tensor: tensors?.[Math.min(index, tensors.length - 1)]?.name ?? '' };
  if (from === 'values') return { from, values: [0] };
  return from === 'zeros' ? { from } : { from: 'random', seed: index + 1 };
}

function TensorChoice({ index, choice }: { readonly index: number; readonly choice: Extract<InputChoice, { from: 'file' }> }) {
  return (
    <label class="field">
      <span>Tensor</span>
      <select value={choice.tensor} onChange={({ currentTarget }) => chooseInput(index, { ...choice, tensor: currentTarget.value })}>
        {tensorFile.value?.tensors.map(({ name, type, shape }) => (
          <option key={name} value={name}>
            {name} ({[shape.join('×'), type].filter(Boolean).join(' ')})
          </option>
        ))}
      </select>
    </label>
  );
}
