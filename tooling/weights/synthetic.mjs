// A decoder's feed-forward layers with weights of any size, as an exporter would leave them: program, signature, and safetensors in shards.
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const WIDTHS = { f32: 4, bf16: 2 };
const CODES = { f32: 'F32', bf16: 'BF16' };

/**
 * Writes it to a folder and gives the paths. Weights are stored [out, in] as PyTorch's Linear has them, or [in, out] as JAX and GPT-2
 * (`inputsFirst`). Sparse weights are holes in the file: they take no room on the disk, and read as zeros.
 */
export function syntheticModel(folder, { layers, hidden, inner, type, shards = 1, sparse = false, inputsFirst = false }) {
  mkdirSync(folder, { recursive: true });
  const tensors = [];
  const shapeOf = (outputs, inputs) => (inputsFirst ? [inputs, outputs] : [outputs, inputs]);
  for (let layer = 0; layer < layers; layer++)
    tensors.push(
      { name: `layers.${layer}.gate.weight`, shape: shapeOf(inner, hidden) },
      { name: `layers.${layer}.up.weight`, shape: shapeOf(inner, hidden) },
      { name: `layers.${layer}.down.weight`, shape: shapeOf(hidden, inner) },
    );
  const each = Math.ceil(tensors.length / shards);
  const map = {};
  const files = Array.from({ length: shards }, (_, shard) => {
    const name =
      shards === 1 ? 'model.safetensors' : `model-${String(shard + 1).padStart(5, '0')}-of-${String(shards).padStart(5, '0')}.safetensors`;
    const part = tensors.slice(shard * each, (shard + 1) * each);
    for (const tensor of part) map[tensor.name] = name;
    writeShard(join(folder, name), part, type, sparse);
    return join(folder, name);
  });
  if (shards > 1) writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map: map }));
  const inputs = tensors.map(({ name }, index) => ({ index, kind: 'parameter', name, tensor: name }));
  const signature = { arguments: [...inputs, { index: tensors.length, kind: 'input', name: 'x' }], results: [{ index: 0, name: 'y' }] };
  writeFileSync(join(folder, 'signature.json'), JSON.stringify(signature));
  writeFileSync(join(folder, 'program.mlir'), programText(tensors, { layers, hidden, inner, type, inputsFirst }));
  return {
    files,
    program: join(folder, 'program.mlir'),
    signature: join(folder, 'signature.json'),
    weights: shards > 1 ? join(folder, 'model.safetensors.index.json') : files[0],
  };
}

function writeShard(path, tensors, type, sparse) {
  const header = {};
  let end = 0;
  for (const { name, shape } of tensors) {
    const begin = end;
    end += shape[0] * shape[1] * WIDTHS[type];
    header[name] = { dtype: CODES[type], shape, data_offsets: [begin, end] };
  }
  const text = JSON.stringify(header);
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const fd = openSync(path, 'w');
  writeSync(fd, Buffer.concat([length, Buffer.from(padded)]));
  if (sparse) ftruncateSync(fd, 8 + padded.length + end);
  else writeNumbers(fd, end, type);
  closeSync(fd);
}

/** Small numbers of both signs: bytes that are a bf16 or f32 near zero, other ones in each chunk. */
function writeNumbers(fd, bytes, type) {
  const chunk = Buffer.alloc(4 << 20);
  for (let done = 0, turn = 1; done < bytes; done += chunk.length, turn++) {
    if (type === 'f32') for (let at = 0; at < chunk.length; at += 4096) chunk.writeFloatLE(Math.sin(turn + at) / 64, at);
    else for (let at = 0; at < chunk.length; at += 4096) chunk.writeUInt16LE(0x3c00 | ((turn * 31 + at) & 0x807f), at);
    writeSync(fd, chunk, 0, Math.min(chunk.length, bytes - done));
  }
}

function programText(tensors, { layers, hidden, inner, type, inputsFirst }) {
  const typeOf = (...shape) => `tensor<${[...shape, type].join('x')}>`;
  const [x, h] = [typeOf(1, hidden), typeOf(1, inner)];
  const [up, down] = tensors.slice(1, 3).map(({ shape }) => typeOf(...shape));
  const dot = (result, value, weight, from, by, to) =>
    `  %${result} = stablehlo.dot_general %${value}, %w${weight}, contracting_dims = [1] x [${inputsFirst ? 0 : 1}] : (${from}, ${by}) -> ${to}`;
  const body = Array.from({ length: layers }, (_, layer) => {
    const value = layer === 0 ? 'x' : `d${layer - 1}`;
    return [
      dot(`g${layer}`, value, 3 * layer, x, up, h),
      dot(`u${layer}`, value, 3 * layer + 1, x, up, h),
      `  %m${layer} = stablehlo.multiply %g${layer}, %u${layer} : ${h}`,
      dot(`d${layer}`, `m${layer}`, 3 * layer + 2, h, down, x),
    ].join('\n');
  });
  const weights = tensors.map(({ shape }, index) => `%w${index}: ${typeOf(...shape)}`);
  return `func.func @main(${weights.join(', ')}, %x: ${x}) -> ${x} {\n${body.join('\n')}\n  return %d${layers - 1} : ${x}\n}\n`;
}
