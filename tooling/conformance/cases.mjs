// A folder of conformance programs: NAME.mlir with its inputs and expected outputs in NAME.safetensors, and when a result counts as right.
// Integers and booleans must be exact; f32, f64 and complex within 1e-4, f16, bf16 and smaller within 2e-2 of the largest expected value.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompileError } from '@hlolite/diagnostics';
import { difference, elementInfo, readSafetensors } from '@hlolite/tensor';
import { convert } from 'hlolite';

/** The names of the cases of a folder that hold one of `parts` (all, when there are none). */
export const namesIn = (folder, parts = []) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.mlir'))
    .map((file) => file.slice(0, -'.mlir'.length))
    .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)));

export const programOf = (folder, name) => readFileSync(join(folder, `${name}.mlir`));

/** Inputs and expected outputs, each in order. */
export function dataOf(folder, name) {
  const { tensors } = readSafetensors(readFileSync(join(folder, `${name}.safetensors`)));
  const numbered = (prefix) => {
    const count = [...tensors.keys()].filter((key) => key.startsWith(prefix)).length;
    return Array.from({ length: count }, (_, index) => tensors.get(`${prefix}${index}`));
  };
  return { inputs: numbered('input_'), expected: numbered('expected_') };
}

/** The model of a case, or the verdict that there is none. */
export function converted(folder, name) {
  try {
    return { bytes: convert(programOf(folder, name), { name }).bytes() };
  } catch (error) {
    if (!(error instanceof CompileError)) return { verdict: 'crash', why: error.stack };
    const first = error.diagnostics.find(({ severity }) => severity === 'error');
    return { verdict: first.code === 'lower/internal' ? 'crash' : 'refused', why: `${first.code}: ${first.message}` };
  }
}

const isSmallFloat = ({ kind, bits }) => kind === 'float' && bits <= 16;

/** Whether outputs are those expected. */
export function compared(found, expected) {
  if (found.length !== expected.length) return { verdict: 'wrong', why: `${found.length} outputs for ${expected.length}` };
  for (const [index, wanted] of expected.entries()) {
    const spelled = ({ type, shape }) => `${shape.join('x')}${shape.length > 0 ? 'x' : ''}${type}`;
    if (spelled(found[index]) !== spelled(wanted))
      return { verdict: 'wrong', why: `output ${index} must be ${spelled(wanted)} (was ${spelled(found[index])})` };
    const info = elementInfo(wanted.type);
    const exact = info.kind !== 'float' && info.kind !== 'complex';
    const { relative } = difference(found[index], wanted);
    if (!(relative <= (exact ? 0 : isSmallFloat(info) ? 2e-2 : 1e-4)))
      return { verdict: 'wrong', why: `output ${index} is off by ${relative.toExponential(1)}` };
  }
  return { verdict: 'right' };
}

/** The element type by which a case is counted: that of its first input, or output where it has none. */
export const typeOf = ({ inputs, expected }) => (inputs[0] ?? expected[0])?.type ?? 'none';

/** The op that a case is named after. */
export const opOf = (name) => name.replace(/_(?:u?int|float|bfloat|bool|complex|shape|f8|qi8|any)[a-z0-9]*_.*$|__.*$/, '');
