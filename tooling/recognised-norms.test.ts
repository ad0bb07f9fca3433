// The RMS norms that the models of the zoo write out, found on request and run on the kernel, within the tolerance of PyTorch's or JAX's own numbers.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from '@hlolite/runtime/node';
import { difference, readSafetensors } from '@hlolite/tensor';
import { convert, readSignature } from 'hlolite';
import { expect, test } from 'vitest';

const zoo = fileURLToPath(new URL('../../shared/zoo/', import.meta.url));
const bytesOf = (path: string) => readFileSync(`${zoo}${path}`);

/** How many norms each program has; those of a T5 write 1 / n and their weight first. */
const counts = {
  'rms_norm_decomposed/program.mlir': 1,
  'rms_norm_decomposed/program_fx.mlir': 1,
  'gemma_block_f32/program.mlir': 3,
  'gemma_block_bf16/program.mlir': 3,
  'llama_tiny/program_args.mlir': 5,
  'llama_tiny_kv/program_args.mlir': 5,
  't5_encoder_tiny/program.mlirbc': 5,
};

for (const [path, count] of Object.entries(counts)) {
  const folder = path.slice(0, path.indexOf('/'));
  test.runIf(existsSync(`${zoo}${path}`))(`${path} has ${count} RMS norms, which run on the kernel`, { timeout: 60000 }, async () => {
    const weights = path.includes('_args') && {
      weights: readSafetensors(bytesOf(`${folder}/weights.safetensors`)),
      signature: readSignature(bytesOf(`${folder}/signature.json`).toString(), 'signature.json'),
    };
    const { model, bytes } = convert(bytesOf(path), { ...weights, recognise: { rms_norm: 'custom' } });
    const norms = model.subgraphs.flatMap(({ operators }) => operators).filter(({ customCode }) => customCode === 'hlolite.rms_norm');
    expect(norms).toHaveLength(count);
    const io = readSafetensors(bytesOf(`${folder}/io.safetensors`)).tensors;
    const session = await load(bytes());
    const inputs = session.inputs.map((_, index) => io.get(`input_${index}`) ?? expect.fail(`input_${index}`));
    for (const [index, found] of (await session.run(inputs)).entries())
      expect(difference(found, io.get(`expected_${index}`) ?? expect.fail(`expected_${index}`)).relative).toBeLessThan(
        found.type === 'bf16' ? 3e-2 : 1e-4,
      );
    session.dispose();
  });
}
