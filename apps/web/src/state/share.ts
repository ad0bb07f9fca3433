// The state in the address, behind the `#`, which browsers do not send to any server. Small programs stand there whole, compressed.
import type { Settings } from '../compiler/protocol.js';
import { openExample } from './examples.js';
import { openText } from './files.js';
import { openProject, project, settings } from './project.js';
import { isView, type View, view } from './view.js';

interface Shared {
  readonly example?: string | undefined;
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly settings: Settings;
  readonly view: View;
}

/** Longer links do not survive chats and mail. */
const LONGEST_LINK = 16_000;

/** The link that reopens what is seen, or why there is none. */
export async function shareLink(): Promise<{ readonly link: string } | { readonly reason: string }> {
  const current = project.value;
  if (!current) return { reason: 'There is nothing to share yet.' };
  const { example, text, file, weights } = current;
  if (example === undefined && weights) return { reason: 'A link cannot carry weights: share the files themselves.' };
  if (example === undefined && text === undefined) return { reason: 'Only programs that are text fit in a link: share the file itself.' };
  const program = example === undefined ? { name: file.name, text } : { example };
  const packed = await deflate(JSON.stringify({ ...program, settings: settings.value, view: view.value } satisfies Shared));
  const link = `${location.href.split('#')[0]}#${packed}`;
  return link.length > LONGEST_LINK ? { reason: 'The program is too long for a link: share the file itself.' } : { link };
}

/** Opens what the address says. Gives false when it says nothing that can be understood. */
export async function openLink(fragment: string): Promise<boolean> {
  if (fragment.length < 2) return false;
  try {
    const shared = JSON.parse(await inflate(fragment.slice(1))) as Partial<Shared>;
    const { policies = {}, attributes = {} } = shared.settings ?? {};
    if (shared.view !== undefined && isView(shared.view)) view.value = shared.view;
    if (shared.example !== undefined) await openExample(shared.example, { policies, attributes });
    else if (typeof shared.text === 'string') {
      openText(shared.text, shared.name);
      if (project.value) openProject(project.value, { policies, attributes });
    } else return false;
    return true;
  } catch {
    return false;
  }
}

async function deflate(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function inflate(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
