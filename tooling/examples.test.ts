// Every program of the zoo, under each applicable policy, in the real runtime, within the tolerance of its own numbers.
// The examples of this repository always run; the zoo of ../shared where it is there.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Policy } from '@hlolite/op-lowering';
import { load } from '@hlolite/runtime/node';
import { difference, elementInfo, readSafetensors } from '@hlolite/tensor';
import { convert, readSignature } from 'hlolite';
import { describe, expect, test } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const NORM = 'ai_edge_torch.rms_norm';
const custom = (target: string, ...policies: Policy[]) => policies.map((policy) => ({ target, policy }));
const every = custom(NORM, 'custom', 'composite', 'decompose');
const programs: Readonly<Record<string, readonly { target: string; policy: Policy }[]>> = {
  'rms_norm_custom_2d/program': every,
  'rms_norm_custom_2d/program_json': every,
  'rms_norm_custom_2d/program_origin': every,
  'rms_norm_custom_2d/program_prefixed': custom('custom_call.rms_norm', 'custom', 'composite', 'decompose'),
  'rms_norm_custom_3d/program': every,
  'rms_norm_custom_3d/program_json': every,
  'rms_norm_custom_3d/program_origin': every,
  'rms_norm_custom_3d/program_prefixed': custom('custom_call.rms_norm', 'custom', 'composite', 'decompose'),
  'rms_norm_custom_4d/program': every,
  'rms_norm_custom_4d/program_json': every,
  'rms_norm_custom_4d/program_origin': every,
  'rms_norm_custom_4d/program_prefixed': custom('custom_call.rms_norm', 'custom', 'composite', 'decompose'),
  'rms_norm_hlfb/program': custom('odml.rms_norm', 'composite', 'custom', 'decompose'),
  'rms_norm_hlfb/program_composite': custom('odml.rms_norm', 'composite', 'custom', 'decompose'),
  'rms_norm_hlfb_custom/program': custom('litert_custom_op.rms_norm', 'composite', 'custom', 'decompose'),
  'rms_norm_hlfb_custom/program_composite': custom('litert_custom_op.rms_norm', 'composite', 'custom', 'decompose'),
  'rms_norm_decomposed/program': custom('none', 'custom'),
  'rms_norm_decomposed/program_fx': custom('none', 'custom'),
  'mlp_rms_block/program': every,
  'mlp_rms_block/program_args': every,
  'llama_tiny/program_args': custom('none', 'custom'),
  'llama_tiny_kv/program_args': custom('none', 'custom'),
  'llama_tiny_custom_norm/program_args': every,
  'jax_gru_scan/program': custom('none', 'custom'),
  'jax_dynamic_multi/program': custom('none', 'custom'),
};

function openOf(folder: string, program: string) {
  const files = ['../examples', '../../shared/zoo'].map((base) => at(`${base}/${folder}/${program}.mlir`));
  const file = files.find(existsSync);
  return file === undefined ? undefined : { file, folder: file.slice(0, file.lastIndexOf('/')) };
}

async function relativeErrors(file: string, folder: string, choice: { target: string; policy: Policy }) {
  const apart = file.includes('_args') && {
    weights: readSafetensors(readFileSync(`${folder}/weights.safetensors`)),
    signature: readSignature(readFileSync(`${folder}/signature.json`, 'utf8'), 'signature.json'),
  };
  const { bytes } = convert(readFileSync(file), { customOpPolicies: { [choice.target]: { policy: choice.policy } }, ...apart });
  const io = readSafetensors(readFileSync(`${folder}/io.safetensors`));
  const session = await load(bytes());
  const outputs = await session.run(session.inputs.map((_, index) => io.tensors.get(`input_${index}`) ?? expect.fail(`input_${index}`)));
  session.dispose();
  return outputs.map((found, index) => {
    const expected = io.tensors.get(`expected_${index}`) ?? expect.fail(`expected_${index}`);
    const allowed = elementInfo(expected.type).kind === 'float' ? Number(io.metadata.rtol_of_max_abs) : 0;
    return {
      type: found.type,
      expected: expected.type,
      shape: found.shape.join(),
      wanted: expected.shape.join(),
      relative: difference(found, expected).relative,
      allowed,
    };
  });
}

describe.each(Object.entries(programs))('%s', (name, choices) => {
  const [folder, program] = name.split('/') as [string, string];
  const found = openOf(folder, program);
  test.skipIf(found === undefined).each(choices)('is right under $target=$policy', async (choice) => {
    const outputs = await relativeErrors(found?.file as string, found?.folder as string, choice);
    expect(outputs.length).toBeGreaterThan(0);
    for (const { type, expected, shape, wanted, relative, allowed } of outputs) {
      expect([type, shape]).toEqual([expected, wanted]);
      expect(relative).toBeLessThanOrEqual(allowed);
    }
  });
});
