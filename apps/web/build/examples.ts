// Puts the examples of the repository beside the page, where it fetches them when they are chosen.
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const folder = new URL('../../../examples/', import.meta.url);
const wanted = ['rms_norm_custom_2d', 'mlp_rms_block', 'llama_tiny_custom_norm'];

export const examples = (): Plugin => ({
  name: 'hlolite-examples',
  apply: 'build',
  generateBundle() {
    for (const example of wanted)
      for (const file of readdirSync(new URL(example, folder)))
        this.emitFile({
          type: 'asset',
          fileName: `examples/${example}/${file}`,
          source: readFileSync(new URL(`${example}/${file}`, folder)),
        });
  },
});
