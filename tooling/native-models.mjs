// Models and cases for `npm run test:native`: the exports with a custom norm, and models written by hand for each form
// and type of the norm, whose expected results are the WASM kernel's.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, separateCustomCodes } from '@hlolite/runtime/node';
import { denseOf, elementCount, memorySource, readSafetensors, writeSafetensors } from '@hlolite/tensor';
import { read } from '@hlolite/tflite-reader';
import { encodeFlexBuffer, Float, operatorOptions } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { convert, readSignature } from 'hlolite';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = [join(root, 'examples'), join(root, '../shared/zoo')];
/** Exports and the norm's name in them. */
const exports = {
  ...Object.fromEntries(
    ['2d', '3d', '4d'].flatMap((rank) => [
      ...['program', 'program_json', 'program_origin'].map((program) => [`rms_norm_custom_${rank}/${program}`, 'ai_edge_torch.rms_norm']),
      [`rms_norm_custom_${rank}/program_prefixed`, 'custom_call.rms_norm'],
    ]),
  ),
  'rms_norm_hlfb/program': 'odml.rms_norm',
  'rms_norm_hlfb/program_composite': 'odml.rms_norm',
  'rms_norm_hlfb_custom/program': 'litert_custom_op.rms_norm',
  'rms_norm_hlfb_custom/program_composite': 'litert_custom_op.rms_norm',
  'mlp_rms_block/program_args': 'ai_edge_torch.rms_norm',
  'llama_tiny_custom_norm/program_args': 'ai_edge_torch.rms_norm',
};
const tolerances = { f32: 5e-6, f16: 1e-3, bf16: 8e-3, i8: 0.01 };

/** Each export that is there, under each policy that runs, by both routes. */
export function exportedJobs(out) {
  return Object.entries(exports).flatMap(([name, target]) => {
    const [folder, program] = name.split('/');
    const place = folders.map((each) => join(each, folder)).find((each) => existsSync(join(each, `${program}.mlir`)));
    if (!place) return [];
    return ['custom', 'composite', 'decompose'].flatMap((policy) => {
      const apart = program.endsWith('_args') && {
        weights: readSafetensors(memorySource(readFileSync(join(place, 'weights.safetensors')))),
        signature: readSignature(readFileSync(join(place, 'signature.json'), 'utf8'), 'signature.json'),
      };
      const { bytes } = convert(readFileSync(join(place, `${program}.mlir`)), {
        name,
        customOpPolicies: { [target]: { policy } },
        ...apart,
      });
      const model = join(out, `${folder}.${program}.${policy}.tflite`);
      writeFileSync(model, bytes());
      return bothRoutes(`${name}, ${policy}`, model, join(place, 'io.safetensors'), 1e-4, policy === 'custom');
    });
  });
}

/** Norms of one name with two epsilons: per node in TFLite, by codes of their own in LiteRT, which otherwise refuses them. */
export async function epsilonJobs(out) {
  const shape = [2, 4];
  const [x, a, b, y] = ['x', 'a', 'b', 'y'].map((name) => tensor(name, 'FLOAT32', shape));
  const weight = { ...tensor('weight', 'FLOAT32', [4]), data: denseOf('f32', [4], [1, 2, 3, 4]).bytes };
  const norm = (from, to, epsilon) => custom('hlolite.rms_norm', [from, weight], [to], { epsilon: new Float(epsilon) });
  const negative = { op: 'NEG', inputs: [a], outputs: [b], options: operatorOptions('NEG') };
  const input = denseOf('f32', shape, [1, 2, 3, 4, -0.1, 0.2, 0.3, -0.4]);
  const one = await saved(out, 'epsilons', modelOf([x], [y], [norm(x, a, 1e-3), negative, norm(b, y, 10)]), [input]);
  const model = read(readFileSync(one.model));
  separateCustomCodes(model);
  const apart = join(out, 'epsilons-apart.tflite');
  writeFileSync(apart, write(model));
  const job = { case: one.case, tolerance: tolerances.f32 };
  return [
    { ...job, name: 'two epsilons', model: one.model, route: 'tflite', codes: one.codes },
    { ...job, name: 'two epsilons', model: one.model, route: 'litert', codes: one.codes, refused: 'must have the same attributes' },
    { ...job, name: 'two epsilons, codes of their own', model: apart, route: 'litert', codes: ['hlolite.rms_norm', 'hlolite.rms_norm#1'] },
  ];
}

/** Every form and type on a graph of one op. int8 has no scale in LiteRT's C API, and Python's interpreter knows no bfloat16. */
export async function formJobs(out) {
  const jobs = [];
  for (const type of ['f32', 'f16', 'bf16', 'i8'])
    for (const { name, code, operands, outputs, attributes } of forms) {
      const { model, case: file, codes } = await oneOp(out, `${type}-${name}`, type, code, operands, outputs, attributes);
      const job = { name: `${type}, ${name}`, model, case: file, codes, tolerance: tolerances[type] };
      if (type !== 'bf16') jobs.push({ ...job, route: 'tflite' });
      jobs.push({ ...job, route: 'litert', ...(type === 'i8' && { refused: 'int8 needs TFLite' }) });
    }
  return jobs;
}

const forms = [
  { name: 'without weight', code: 'hlolite.rms_norm', operands: 0, outputs: 1, attributes: {} },
  { name: 'weight and bias', code: 'hlolite.rms_norm', operands: 2, outputs: 1, attributes: { epsilon: new Float(0.01) } },
  { name: 'unit offset on axis 1', code: 'hlolite.rms_norm', operands: 1, outputs: 1, attributes: { add_unit_offset: true, axis: -2 } },
  { name: 'GELU', code: 'hlolite.rms_norm_gelu', operands: 1, outputs: 1, attributes: {} },
  { name: 'GELU by tanh', code: 'hlolite.rms_norm_gelu', operands: 1, outputs: 1, attributes: { approximate: 'tanh' } },
  { name: 'residual', code: 'hlolite.add_rms_norm', operands: 1, outputs: 2, attributes: {} },
];

const names = { f32: 'FLOAT32', f16: 'FLOAT16', bf16: 'BFLOAT16', i8: 'INT8' };

function oneOp(out, name, type, customCode, parameters, outputs, attributes) {
  const shape = [2, 5, 37];
  const width = shape.at(attributes.axis ?? -1);
  const quantization = (scale) => (type === 'i8' ? { quantization: { scale: [scale], zeroPoint: [3n], dimension: 0 } } : {});
  const operands = outputs === 2 ? ['x', 'residual'] : ['x'];
  const inputs = [
    ...operands.map((each) => ({ ...tensor(each, names[type], shape), ...quantization(0.05) })),
    ...['weight', 'bias'].slice(0, parameters).map((each) => ({ ...tensor(each, names[type], [width]), ...quantization(0.02) })),
  ];
  const results = ['y', 'sum'].slice(0, outputs).map((each) => ({ ...tensor(each, names[type], shape), ...quantization(0.06) }));
  const values = inputs.map((input, i) => valuesOf(type, input.shape, i));
  return saved(out, name, modelOf(inputs, results, [custom(customCode, inputs, results, attributes)]), values);
}

function valuesOf(type, shape, seed) {
  const numbers = Array.from({ length: elementCount(shape) }, (_, i) => Math.sin(i * 1.7 + seed) * 2);
  if (type === 'i8')
    return denseOf(
      'i8',
      shape,
      numbers.map((value) => Math.round(value * 60)),
    );
  return denseOf(type, shape, numbers);
}

/** Writes the model and a case with what the WASM kernel gives. */
async function saved(out, name, model, inputs) {
  const file = join(out, `${name.replaceAll(' ', '-')}`);
  const bytes = write(model);
  writeFileSync(`${file}.tflite`, bytes);
  const outputs = await run(bytes, inputs);
  const named = (prefix, list) => list.map((dense, i) => [`${prefix}_${i}`, dense]);
  writeFileSync(`${file}.safetensors`, writeSafetensors(new Map([...named('input', inputs), ...named('expected', outputs)])));
  const codes = [...new Set(model.subgraphs[0].operators.flatMap(({ customCode }) => customCode ?? []))];
  return { model: `${file}.tflite`, case: `${file}.safetensors`, codes };
}

function bothRoutes(name, model, file, tolerance, isCustom) {
  const [{ operators }] = read(readFileSync(model)).subgraphs;
  const codes = [...new Set(operators.flatMap(({ customCode }) => customCode ?? []))];
  if (codes.length > 0 !== isCustom) throw new Error(`${name} must have ${isCustom ? 'a' : 'no'} CUSTOM op`);
  return ['tflite', 'litert'].map((route) => ({ name, model, case: file, route, codes, tolerance }));
}

function tensor(name, type, shape) {
  return { name, type, shape };
}

function custom(customCode, inputs, outputs, attributes) {
  return { op: 'CUSTOM', customCode, inputs, outputs, customOptions: encodeFlexBuffer(attributes) };
}

function modelOf(inputs, outputs, operators) {
  const tensors = [...new Set([...inputs, ...operators.flatMap((operator) => [...operator.inputs, ...operator.outputs])])];
  const main = { name: 'main', tensors, inputs, outputs, operators };
  // In alphabetical order: LiteRT and Python's interpreter list a signature's tensors by name.
  const named = (prefix, list) => list.map((each, i) => ({ name: `${prefix}${i}`, tensor: each }));
  const signature = { key: 'serving_default', subgraph: main, inputs: named('x', inputs), outputs: named('y', outputs) };
  return { description: '', subgraphs: [main], signatures: [signature], metadata: [] };
}
