// The reference interpreter's worker: what the program says, computed operation by operation, against what the model gave.
import { referenceCalls } from '@hlolite/op-lowering';
import { interpret, readProgram } from '@hlolite/stablehlo';
import { bytesNow, type Dense, difference, readNumbers, readSafetensors } from '@hlolite/tensor';
import { programArguments, readSignature } from 'hlolite';
import { numberText } from '../numbers/summary.js';
import { blobSourceNow } from '../workers/blob-source.js';
import { serve } from '../workers/serve.js';
import type { Comparison, ReferenceRequest } from './protocol.js';

serve<ReferenceRequest>((request) => {
  const { file, settings, outputs } = request;
  const module = readProgram(blobSourceNow(file), { name: file.name });
  const customCalls = referenceCalls({ customOpAttributes: settings.attributes });
  const expected = interpret(module, argumentsOf(request), { customCalls });
  return outputs.map((found, index) => compare(found, expected[index] as Dense));
});

function argumentsOf({ inputs, weights, signature }: ReferenceRequest): readonly Dense[] {
  if (!signature) return inputs;
  const source = blobSourceNow(signature);
  const read = readSignature(new TextDecoder().decode(bytesNow({ source, offset: 0, length: source.size })), signature.name);
  return programArguments(inputs, { signature: read, ...(weights && { weights: readSafetensors(blobSourceNow(weights)) }) });
}

function compare(found: Dense, expected: Dense): Comparison {
  const apart = difference(found, expected);
  const at = apart.at ?? 0;
  const where = expected.shape.map((size, axis) => Math.floor(at / expected.shape.slice(axis + 1).reduce((a, b) => a * b, 1)) % size);
  const text = (dense: Dense) => numberText(readNumbers(dense)[dense.splat ? 0 : at] ?? Number.NaN);
  return { ...apart, where, found: text(found), expected: text(expected) };
}
