// `npm run bench:kernel`: the RMS norm kernel on LiteRT.js's memory against a copy of the same bytes (the limit), against the decomposed norm in
// LiteRT.js and against the TypeScript reference; then whole models with the norm as a CUSTOM op against the same models with it decomposed. With
// `-- --write` the tables go into the READMEs of the kernel and of the runtime.
import { readFileSync, writeFileSync } from 'node:fs';
import { addRmsNorm, rmsNorm, rmsNormGelu, rmsNormReference } from '@hlolite/rms-norm-kernel';
import { operatorOptions } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { cutTable } from './cut-cost.mjs';
import { measure } from './measure.mjs';
import { startLiteRt } from './raw-lite-rt.mjs';

const EPSILON = 1e-6;
const shapes = [
  [16, 128],
  [2, 128, 768],
  [2, 12, 128, 64],
  [1, 512, 4096],
];
const large = [1, 512, 4096];
/** Forms of the norm: kernel, element type, the stored 1 of that type, attributes. */
const forms = {
  'f32, weight': [rmsNorm, 'f32', 1, {}],
  'f32, 1 + weight': [rmsNorm, 'f32', 1, { add_unit_offset: true }],
  'f32, residual added': [addRmsNorm, 'f32', 1, {}],
  'f32, GELU by the error function': [rmsNormGelu, 'f32', 1, {}],
  'f32, GELU by tanh': [rmsNormGelu, 'f32', 1, { approximate: 'tanh' }],
  'f32, axis −2': [rmsNorm, 'f32', 1, { axis: -2 }],
  f16: [rmsNorm, 'f16', 0x3c00, {}],
  bf16: [rmsNorm, 'bf16', 0x3f80, {}],
  'quantized i8': [rmsNorm, 'i8', 100, {}],
};
const arrays = { f32: Float32Array, f16: Uint16Array, bf16: Uint16Array, i8: Int8Array };

const liteRt = await startLiteRt();
const sizeOf = (shape) => shape.reduce((count, size) => count * size, 1);

const measured = `Measured by \`npm run bench:kernel\` on Node ${process.versions.node} (${rmsNormBuild()}); a machine of two shared cores.`;
const lines = [
  '| shape, f32 | kernel | speed of a copy | × decomposed in LiteRT.js | × TypeScript reference |',
  '| --- | ---: | ---: | ---: | ---: |',
];
for (const shape of shapes) lines.push(await plainRow(shape));
lines.push('', `| form, on [${large.join(', ')}] | speed of a copy of x |`, '| --- | ---: |');
for (const [name, form] of Object.entries(forms)) lines.push(await formRow(name, form));
publish('rms-norm-kernel', 'bench:kernel', lines);
publish('runtime', 'bench:cut', await cutTable());

/** One shape: the kernel's result is compared with LiteRT's before anything is measured. */
async function plainRow(shape) {
  const kernel = await rmsNorm.load(liteRt.memory);
  const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i) * 3);
  const weight = Float32Array.from({ length: shape.at(-1) }, (_, i) => 1 + (i % 7) / 8);
  const decomposed = liteRt.load(decomposedModel(shape, weight), [{ type: 'f32', shape, bytes: bytes(values) }]);
  const at = { x: place(values), weight: place(weight), y: place(values) };
  const tensor = (name, of = shape) => ({ type: 'f32', shape: of, data: view('f32', at[name], sizeOf(of)) });
  const [x, scale, y] = [tensor('x'), tensor('weight', [shape.at(-1)]), tensor('y')];
  const jobs = {
    copy: () => y.data.set(x.data),
    kernel: () => kernel.run([x, scale], [y], { epsilon: EPSILON }),
    decomposed: () => decomposed.run()[0].delete(),
    reference: () => rmsNormReference(values, { shape, weight, epsilon: EPSILON }),
  };
  jobs.kernel();
  checkSame(y.data, decomposed);
  const { time, ratio } = await measure(jobs);
  decomposed.dispose();
  const ratios = ['copy', 'decomposed', 'reference'].map((job) => ratio(job, 'kernel')).map((value) => value.toFixed(value < 20 ? 2 : 0));
  return `| [${shape.join(', ')}] | ${(time('kernel') * 1000).toFixed(1)} µs | ${ratios.join(' | ')} |`;
}

async function formRow(name, [source, type, one, options]) {
  const kernel = await source.load(liteRt.memory);
  const constant = (shape) => {
    const data = view(type, liteRt.allocate(sizeOf(shape) * arrays[type].BYTES_PER_ELEMENT), sizeOf(shape)).fill(one);
    return { type, shape, data, ...(type === 'i8' && { quantization: { scale: [0.01], zeroPoint: [0n] } }) };
  };
  const residual = source === addRmsNorm ? [constant(large)] : [];
  const inputs = [constant(large), ...residual, constant([large.at(options.axis ?? -1)])];
  const outputs = [constant(large), ...residual.map(() => constant(large))];
  const { ratio } = await measure({ copy: () => outputs[0].data.set(inputs[0].data), kernel: () => kernel.run(inputs, outputs, options) });
  return `| ${name} | ${ratio('copy', 'kernel').toFixed(2)} |`;
}

function view(type, address, length) {
  return new arrays[type](liteRt.memory.buffer, address, length);
}

function place(values) {
  const address = liteRt.allocate(values.byteLength);
  view('f32', address, values.length).set(values);
  return address;
}

/** x · x, mean, + epsilon, rsqrt, · x, · weight: what converters make of the norm. */
function decomposedModel(shape, weight) {
  const kept = [...shape.slice(0, -1), 1];
  const tensor = (name, of, data) => ({
    name,
    type: data instanceof Int32Array ? 'INT32' : 'FLOAT32',
    shape: of,
    ...(data && { data: bytes(data) }),
  });
  const [x, y] = [tensor('x', shape), tensor('y', shape)];
  const [square, normalized] = [tensor('square', shape), tensor('normalized', shape)];
  const [mean, raised, inverse] = ['mean', 'raised', 'inverse'].map((name) => tensor(name, kept));
  const axis = tensor('axis', [1], Int32Array.of(shape.length - 1));
  const epsilon = tensor('epsilon', [1], Float32Array.of(EPSILON));
  const scale = tensor('weight', [shape.at(-1)], weight);
  const operator = (op, inputs, output, fields = {}) => {
    const options = operatorOptions(op, fields);
    return { op, inputs, outputs: [output], ...(options && { options }) };
  };
  const operators = [
    operator('MUL', [x, x], square),
    operator('MEAN', [square, axis], mean, { keep_dims: true }),
    operator('ADD', [mean, epsilon], raised),
    operator('RSQRT', [raised], inverse),
    operator('MUL', [x, inverse], normalized),
    operator('MUL', [normalized, scale], y),
  ];
  const tensors = [...new Set(operators.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]))];
  const main = { name: 'main', tensors, inputs: [x], outputs: [y], operators };
  const signature = { key: 'main', subgraph: main, inputs: [{ name: 'x', tensor: x }], outputs: [{ name: 'y', tensor: y }] };
  return write({ description: '', subgraphs: [main], signatures: [signature], metadata: [] });
}

function bytes({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function checkSame(got, decomposed) {
  const [buffer] = decomposed.run();
  const want = liteRt.read(buffer, got.length);
  buffer.delete();
  const far = got.findIndex((value, i) => Math.abs(value - want[i]) > 1e-4);
  if (far >= 0) throw new Error(`element ${far} must be the decomposed norm's, ${want[far]} (was ${got[far]})`);
}

function rmsNormBuild() {
  // A module with one f32x4.relaxed_madd.
  const relaxed = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11,
  ];
  return WebAssembly.validate(Uint8Array.from(relaxed)) ? 'relaxed SIMD' : 'SIMD';
}

/** Shows a table; with `--write` it goes between the marks in a package's README. */
function publish(name, mark, lines) {
  const text = [measured, '', ...lines].join('\n');
  console.log(`${text}\n`);
  if (!process.argv.includes('--write')) return;
  const file = new URL(`../packages/${name}/README.md`, import.meta.url);
  const marked = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(<!-- /${mark} -->)`);
  const before = readFileSync(file, 'utf8');
  if (!marked.test(before)) throw new Error(`the README of ${name} must have the marks <!-- ${mark} --> and <!-- /${mark} -->`);
  writeFileSync(
    file,
    before.replace(marked, (_, open, close) => `${open}\n${text}\n${close}`),
  );
}
