// The page begins here: what the address says is opened, or the first example, so that nobody meets an empty screen.
import { render } from 'preact';
import { keepOffline } from './offline/register.js';
import { examples, openExample } from './state/examples.js';
import { openLink } from './state/share.js';
import { App } from './views/app.js';

render(<App />, document.getElementById('app') as HTMLElement);

const opening = async () => {
  if (!(await openLink(location.hash))) await openExample(examples[0].id);
};
addEventListener('hashchange', () => void openLink(location.hash));
void opening().then(keepOffline);
