// docs/errors.md: every diagnostic that the sources can give, a table for each first part of the codes.
import { diagnostics } from './diagnostics.mjs';

/** Who says the diagnostics of each first part, in the order of the way of a program. */
const speakers = {
  input: 'the command line: what kind of file it was given',
  io: 'the command line: files',
  parse: 'the parser of MLIR text (@hlolite/mlir-parser)',
  bytecode:
    'the reader and the writer of MLIR bytecode (@hlolite/mlir-parser); where there is no other hint, the file is damaged: write or copy it again',
  ir: 'the structure of operations (@hlolite/mlir-parser)',
  print: 'the printer (@hlolite/mlir-parser)',
  vhlo: 'portable artifacts (@hlolite/stablehlo)',
  verify: 'the verifier (@hlolite/stablehlo), and `hlolite verify`',
  interpret: 'the reference interpreter (@hlolite/stablehlo)',
  signature: 'signature.json (hlolite)',
  weights: 'weights, and what they are stored as (hlolite, @hlolite/op-lowering)',
  safetensors: 'safetensors files (@hlolite/tensor)',
  npy: 'NumPy files (@hlolite/tensor)',
  tensor: 'bytes that are not in memory (@hlolite/tensor)',
  custom: 'custom ops (@hlolite/op-lowering)',
  lower: 'the compiler (@hlolite/op-lowering)',
  schema: 'the TFLite schema (@hlolite/tflite-schema)',
  write: 'the writer of .tflite files (@hlolite/tflite-writer)',
  read: 'the reader of .tflite files (@hlolite/tflite-reader)',
  runtime: 'the runtime (@hlolite/runtime)',
  run: '`hlolite run`, and the page',
  page: 'the page',
};

const cell = (texts) =>
  [...texts].map((text) => text.replaceAll('\n', ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*')).join('<br>');

/** The text of docs/errors.md. */
export function page() {
  const all = [...diagnostics()];
  const unknown = all.filter(([code]) => !Object.hasOwn(speakers, code.split('/')[0]));
  if (unknown.length > 0) throw new Error(`who says ${unknown.map(([code]) => code).join(', ')}? add it to tooling/errors/page.mjs`);
  const sections = Object.entries(speakers).map(([first, speaker]) => {
    const rows = all
      .filter(([code]) => code.startsWith(`${first}/`))
      .map(([code, { messages, hints }]) => `| \`${code}\` | ${cell(messages)} | ${cell(hints)} |`);
    return `## ${first}\n\nSaid by ${speaker}.\n\n| code | message | hint |\n| --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `# Diagnostics

Made by \`npm run docs:errors\` from the sources: ${all.length} codes. A code stays what it is from version to version, so that it can be looked up here and
told apart by programs; messages may change. A message says what must hold, then what was found; \`…\` stands for what depends on the program.
Each diagnostic also has its place: line and column of a text, the byte of a file, or the name of a tensor.

${sections.join('\n\n')}
`;
}
