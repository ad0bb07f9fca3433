// The main job on the real exports in examples/: convert under each policy, run in LiteRT, compare with PyTorch's numbers.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { render } from '@hlolite/diagnostics';
import { load } from '@hlolite/runtime/node';
import { difference, memorySource, readSafetensors } from '@hlolite/tensor';
import { convert, readSignature } from 'hlolite';
import { swiglu } from '../examples/gated_mlp/swiglu.mjs';
import { swigluOp } from '../examples/gated_mlp/swiglu-op.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const norm = 'ai_edge_torch.rms_norm';
const custom = (target, ...policies) => policies.map((policy) => ({ target, policy }));
const jobs = [
  { folder: 'rms_norm_custom_2d', program: 'program', policies: custom(norm, 'custom', 'composite', 'decompose', 'stablehlo') },
  { folder: 'rms_norm_custom_2d', program: 'program_json', policies: custom(norm, 'custom', 'composite', 'decompose') },
  { folder: 'rms_norm_custom_2d', program: 'program_origin', policies: custom(norm, 'custom', 'decompose') },
  { folder: 'rms_norm_custom_2d', program: 'program_prefixed', policies: custom('custom_call.rms_norm', 'custom', 'decompose') },
  { folder: 'rms_norm_hlfb', program: 'program', policies: custom('odml.rms_norm', 'composite', 'custom', 'decompose') },
  { folder: 'rms_norm_hlfb', program: 'program_composite', policies: custom('odml.rms_norm', 'composite', 'custom', 'decompose') },
  { folder: 'mlp_rms_block', program: 'program_args', weights: 'weights', policies: custom(norm, 'custom', 'composite', 'decompose') },
  {
    folder: 'llama_tiny_custom_norm',
    program: 'program_args',
    weights: 'weights',
    policies: custom(norm, 'custom', 'composite', 'decompose'),
  },
  // An op of one's own: hlolite knows it by what these two files say.
  {
    folder: 'gated_mlp',
    program: 'program',
    form: 'mlirbc',
    weights: 'model',
    customOps: [swigluOp],
    kernels: [swiglu],
    policies: custom('my.swiglu', 'custom', 'composite', 'decompose'),
  },
];

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

function convertOne({ folder, program, form = 'mlir', weights, customOps = [] }, { target, policy }) {
  const at = `${root}examples/${folder}/`;
  const apart = weights && {
    weights: readSafetensors(memorySource(readFileSync(`${at}${weights}.safetensors`))),
    signature: readSignature(readFileSync(`${at}signature.json`, 'utf8'), 'signature.json'),
  };
  const file = readFileSync(`${at}${program}.${form}`);
  const start = performance.now();
  const name = `examples/${folder}/${program}.${form}`;
  const conversion = convert(file, { name, customOps, customOpPolicies: { [target]: { policy } }, ...apart });
  const bytes = conversion.bytes();
  const milliseconds = performance.now() - start;
  writeFileSync(`${root}demo-out/${folder}.${program}.${policy}.tflite`, bytes);
  const ops = conversion.model.subgraphs.flatMap((subgraph) => subgraph.operators);
  return { conversion, bytes, milliseconds, ops };
}

async function worstError(bytes, { folder, kernels = [] }) {
  const io = readSafetensors(memorySource(readFileSync(`${root}examples/${folder}/io.safetensors`)));
  const session = await load(bytes, { kernels });
  const outputs = await session.run(session.inputs.map((_, index) => io.tensors.get(`input_${index}`)));
  session.dispose();
  const errors = outputs.map((found, index) => difference(found, io.tensors.get(`expected_${index}`)).relative);
  return { error: Math.max(...errors), allowed: Number(io.metadata.rtol_of_max_abs) };
}

mkdirSync(`${root}demo-out`, { recursive: true });
const rows = [['program', 'policy', 'ops', 'size', 'max error', 'conversion', '']];
const said = new Set();
let wrong = 0;
for (const job of jobs)
  for (const choice of job.policies) {
    const { conversion, bytes, milliseconds, ops } = convertOne(job, choice);
    for (const diagnostic of conversion.diagnostics) said.add(render(diagnostic));
    const kinds = ops.some((op) => op.op === 'CUSTOM')
      ? ' with CUSTOM'
      : ops.some((op) => op.op === 'STABLEHLO_COMPOSITE')
        ? ' with COMPOSITE'
        : '';
    // For interchange only: no runtime has a kernel, so there is nothing to compare.
    const measured = choice.policy === 'stablehlo' ? undefined : await worstError(bytes, job);
    const right = measured === undefined || measured.error <= measured.allowed;
    if (!right) wrong++;
    const error = measured === undefined ? 'not run' : measured.error.toExponential(1);
    const verdict = measured === undefined ? 'for interchange' : right ? 'right' : `WRONG (allowed ${measured.allowed})`;
    rows.push([
      `${job.folder}/${job.program}`,
      choice.policy,
      `${ops.length}${kinds}`,
      kilo(bytes.length),
      error,
      `${milliseconds.toFixed(1)} ms`,
      verdict,
    ]);
  }

const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
console.log(
  rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n'),
);
console.log(
  '\nmax error: largest difference from PyTorch’s numbers, relative to the largest of them, run in LiteRT. The models are in demo-out/.',
);
if (said.size > 0) console.log(`\nSaid on the way:\n${[...said].join('\n')}`);
if (wrong > 0) process.exitCode = 1;
