// The built-in examples: real exports, with weights and inputs where they have some.
import type { Settings } from '../compiler/protocol.js';
import { beginOpening, openingFailed, openProject } from './project.js';

export interface Example {
  /** Folder and program, as in the repository's `examples`. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Whether weights and signature lie beside the program. */
  readonly apart?: boolean;
}

export const examples: readonly [Example, ...Example[]] = [
  { id: 'rms_norm_custom_2d/program', title: 'Custom RMS norm', about: 'a PyTorch custom op, exported as a custom_call' },
  {
    id: 'rms_norm_custom_2d/program_origin',
    title: 'RMS norm without epsilon',
    about: 'an export that lost an attribute: hlolite says what it assumes',
  },
  {
    id: 'mlp_rms_block/program_args',
    title: 'MLP block',
    about: 'Linear, RMS norm, GELU, Linear; weights in a file of their own',
    apart: true,
  },
  {
    id: 'llama_tiny_custom_norm/program_args',
    title: 'Tiny Llama',
    about: 'two layers with custom norms; weights in a file of their own',
    apart: true,
  },
];

/** Opens an example; what cannot be fetched is told. */
export async function openExample(id: string, settings?: Settings): Promise<void> {
  const isNewest = beginOpening();
  const { apart } = examples.find((example) => example.id === id) ?? {};
  const [folder, program] = id.split('/') as [string, string];
  const get = async (name: string) => ({ name, blob: await fetchBlob(`examples/${folder}/${name}`) });
  try {
    const file = await get(`${program}.mlir`);
    const [text, tensors, weights, signature] = await Promise.all([
      file.blob.text(),
      get('io.safetensors'),
      apart ? get('weights.safetensors') : undefined,
      apart ? get('signature.json') : undefined,
    ]);
    if (isNewest()) openProject({ file, text, tensors, weights, signature, example: id }, settings);
  } catch (error) {
    const message = `the example ${id} must be reachable (${error instanceof Error ? error.message : error})`;
    const hint = 'check the connection and choose the example again';
    if (isNewest()) openingFailed({ severity: 'error', code: 'page/fetch', message, hint });
  }
}

async function fetchBlob(path: string): Promise<Blob> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.blob();
}
