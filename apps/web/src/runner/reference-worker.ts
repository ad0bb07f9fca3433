// The reference interpreter's worker: what the program says, computed operation by operation, against what the model gave.
import type { Operation } from '@hlolite/mlir-parser';
import { customOpsIn } from '@hlolite/op-lowering';
import { rmsNorm, rmsNormReference } from '@hlolite/rms-norm-kernel';
import { interpret, readProgram } from '@hlolite/stablehlo';
import { bytesNow, type Dense, denseOf, difference, readNumbers, readSafetensors } from '@hlolite/tensor';
import { Float } from '@hlolite/tflite-schema';
import { bindSignature, readSignature } from 'hlolite';
import { numberText } from '../numbers/summary.js';
import { blobSourceNow } from '../workers/blob-source.js';
import { serve } from '../workers/serve.js';
import type { Comparison, ReferenceRequest } from './protocol.js';

serve<ReferenceRequest>((request) => {
  const { file, settings, outputs } = request;
  const module = readProgram(blobSourceNow(file), { name: file.name });
  const options = { customOpPolicies: settings.policies, customOpAttributes: settings.attributes };
  const norms = customOpsIn(module, options).filter(({ target }) => isNorm(target));
  const customCalls = Object.fromEntries(norms.map(({ target, attributes }) => [target, normCall(attributes)]));
  const expected = interpret(module, argumentsOf(request), { customCalls });
  return outputs.map((found, index) => compare(found, expected[index] as Dense));
});

const isNorm = (target: string): boolean => target === rmsNorm.name || rmsNorm.aliases.includes(target);

const normCall =
  (attributes: Readonly<Record<string, unknown>>) =>
  ([x, weight]: readonly Dense[], operation: Operation): readonly Dense[] => {
    if (!x || !weight) throw new Error(`${operation.name} must have x and weight`);
    const numbers = (dense: Dense) => Float64Array.from(readNumbers(dense) as Iterable<number>, Number);
    const epsilon = attributes.epsilon instanceof Float ? attributes.epsilon.value : 1e-6;
    const axis = Number(attributes.axis ?? -1);
    return [denseOf(x.type, x.shape, rmsNormReference(numbers(x), { shape: x.shape, weight: numbers(weight), epsilon, axis }))];
  };

/** The arguments of the program: parameters from the weights, the others as the model was given them. */
function argumentsOf({ inputs, weights, signature }: ReferenceRequest): readonly Dense[] {
  if (!signature) return inputs;
  const source = blobSourceNow(signature);
  const read = readSignature(new TextDecoder().decode(bytesNow({ source, offset: 0, length: source.size })), signature.name);
  const { parameters } = bindSignature(read, weights && readSafetensors(blobSourceNow(weights)));
  const given = [...inputs];
  return Array.from({ length: inputs.length + (parameters?.size ?? 0) }, (_, index) => {
    const dense = parameters?.get(index)?.dense;
    return dense ? { ...dense, bytes: bytesNow(dense.bytes) } : (given.shift() as Dense);
  });
}

function compare(found: Dense, expected: Dense): Comparison {
  const apart = difference(found, expected);
  const at = apart.at ?? 0;
  const where = expected.shape.map((size, axis) => Math.floor(at / expected.shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % size);
  const text = (dense: Dense) => numberText(readNumbers(dense)[dense.splat ? 0 : at] ?? Number.NaN);
  return { ...apart, where, found: text(found), expected: text(expected) };
}
