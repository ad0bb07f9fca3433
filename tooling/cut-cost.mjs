// What a CUSTOM op costs in LiteRT.js and what its kernel gains: models with the norm as a CUSTOM op, which cuts the graph there, against the same
// models with the norm decomposed, which LiteRT runs as one piece. Both are run by @hlolite/runtime, copies in and out included.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from '@hlolite/runtime/node';
import { denseOf, difference, memorySource, readSafetensors } from '@hlolite/tensor';
import { convert, readSignature } from 'hlolite';
import { measure } from './measure.mjs';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const zoo = fileURLToPath(new URL('../../shared/zoo/', import.meta.url));
const shapes = [
  [16, 128],
  [64, 256],
  [128, 512],
  [2, 128, 768],
  [1, 512, 4096],
];

/** Rows of a table: model, number of norms, time decomposed, and how many times longer the model with CUSTOM ops takes. */
export async function cutTable() {
  const rows = [
    '| model | CUSTOM ops | decomposed | custom takes |',
    '| --- | ---: | ---: | ---: |',
    await row('llama_tiny_custom_norm', exported('llama_tiny_custom_norm')),
    await row('mlp_rms_block', exported('mlp_rms_block')),
  ];
  for (const shape of shapes) rows.push(await row(`negate, norm of [${shape.join(', ')}], negate`, between(shape)));
  return rows;
}

async function row(name, { program, inputs, options }) {
  const sessions = {};
  let count = 0;
  for (const policy of ['decompose', 'custom']) {
    const conversion = convert(program, { name, ...options, customOpPolicies: { 'ai_edge_torch.rms_norm': { policy } } });
    count = conversion.model.subgraphs[0].operators.filter(({ op }) => op === 'CUSTOM').length;
    sessions[policy] = await load(conversion.bytes());
  }
  await checkSame(name, sessions, inputs);
  // Into the same tensors: what the engine takes to find room for new ones is no matter of the cut.
  const results = await sessions.custom.run(inputs);
  const { time, ratio } = await measure(
    Object.fromEntries(Object.entries(sessions).map(([policy, session]) => [policy, () => session.run(inputs, results)])),
  );
  for (const session of Object.values(sessions)) session.dispose();
  return `| ${name} | ${count} | ${time('decompose').toFixed(3)} ms | ${ratio('custom', 'decompose').toFixed(2)} × as long |`;
}

async function checkSame(name, { decompose, custom }, inputs) {
  const [wanted, found] = [await decompose.run(inputs), await custom.run(inputs)];
  const worst = Math.max(...wanted.map((dense, i) => difference(found[i], dense).relative));
  if (!(worst <= 1e-4)) throw new Error(`${name} must give the same both ways (was off by ${worst})`);
}

/** An export with its weights and inputs. */
function exported(name) {
  const folder = [examples, zoo].map((each) => `${each}${name}/`).find(existsSync);
  const tensors = (file) => readSafetensors(memorySource(readFileSync(`${folder}${file}`)));
  const io = tensors('io.safetensors').tensors;
  const options = {
    weights: tensors('weights.safetensors'),
    signature: readSignature(readFileSync(`${folder}signature.json`, 'utf8'), 'signature.json'),
  };
  const inputs = [...io.keys()].filter((key) => key.startsWith('input_')).map((_, i) => io.get(`input_${i}`));
  return { program: readFileSync(`${folder}program_args.mlir`), inputs, options };
}

/** A norm between two builtin operators: nothing but the cut and the norm. */
function between(shape) {
  const x = `tensor<${shape.join('x')}xf32>`;
  const w = `tensor<${shape.at(-1)}xf32>`;
  const program = `func.func @main(%x: ${x}) -> ${x} {
    %w = stablehlo.constant dense<1.5> : ${w}
    %a = stablehlo.negate %x : ${x}
    %b = stablehlo.custom_call @ai_edge_torch.rms_norm(%a, %w) {api_version = 4 : i32, backend_config = {epsilon = 1.0e-6 : f32}} : (${x}, ${w}) -> ${x}
    %c = stablehlo.negate %b : ${x}
    return %c : ${x}
  }`;
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Float32Array.from({ length: count }, (_, i) => Math.sin(i) * 3);
  return { program, inputs: [denseOf('f32', shape, values)], options: {} };
}
