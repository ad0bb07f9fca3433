// Weights in several files: `model.safetensors.index.json` says which tensor is in which shard, as Hugging Face writes it.
//   { "metadata": { "total_size": 123 }, "weight_map": { "layer.0.weight": "model-00001-of-00002.safetensors", … } }
import { fail } from '@hlolite/diagnostics';
import type { ByteSource } from './byte-source.js';
import type { Dense } from './dense.js';
import { readSafetensors, type Safetensors } from './safetensors.js';

/**
 * The tensors of all shards, each still in its file.
 * @param open gives the file of a shard, which stands beside the index
 * @throws CompileError `safetensors/index` for what is no index, `safetensors/shard` for a shard that lacks a tensor or has one too many,
 * what `open` throws for a shard that is missing, and what `readSafetensors` says of one that is damaged.
 */
export function readShardedSafetensors(index: Uint8Array, name: string, open: (file: string) => ByteSource): Safetensors {
  const map = weightMap(index, name);
  const shards = new Map<string, Safetensors>();
  for (const file of new Set(Object.values(map))) shards.set(file, readSafetensors(open(file)));
  const tensors = new Map<string, Dense>();
  for (const [tensor, file] of Object.entries(map)) {
    const dense = shards.get(file)?.tensors.get(tensor);
    if (!dense)
      fail({
        code: 'safetensors/shard',
        message: `shard ${file} must have the tensor ${JSON.stringify(tensor)}, as ${name} says (it has ${shards.get(file)?.tensors.size ?? 0} others)`,
        place: { label: name },
        hint: 'the shards are of different downloads: get all of them again',
      });
    tensors.set(tensor, dense as Dense);
  }
  for (const [file, shard] of shards) for (const tensor of shard.tensors.keys()) checkListed(tensor, file, map, name);
  return { tensors, metadata: {} };
}

function checkListed(tensor: string, file: string, map: Readonly<Record<string, string>>, name: string): void {
  const said = Object.hasOwn(map, tensor) ? map[tensor] : undefined;
  if (said === file) return;
  fail({
    code: 'safetensors/shard',
    message: `each tensor of a shard must stand in ${name} with it (${JSON.stringify(tensor)} of ${file} is ${said === undefined ? 'not there' : `said to be in ${said}`})`,
    place: { label: name },
    hint: 'the index and the shards are of different downloads: get all of them again',
  });
}

function weightMap(index: Uint8Array, name: string): Readonly<Record<string, string>> {
  const complain = (message: string) =>
    fail({
      code: 'safetensors/index',
      message,
      place: { label: name },
      hint: 'an index is {"weight_map": {"tensor": "shard.safetensors", …}}, with the shards beside it',
    });
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(index));
  } catch (error) {
    return complain(`the index of shards must be JSON (${(error as Error).message})`);
  }
  const map = Object(parsed).weight_map as unknown;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return complain('the index of shards must have a "weight_map"');
  // A name, not a path: an index must not lead out of its folder.
  for (const [tensor, file] of Object.entries(map))
    if (typeof file !== 'string' || file === '' || /[/\\]|^\.\.?$/.test(file))
      return complain(`the weight_map must give the name of a file beside it for ${JSON.stringify(tensor)} (was ${JSON.stringify(file)})`);
  return map as Record<string, string>;
}
