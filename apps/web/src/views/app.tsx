// The page: what is open above, the program at the left, one of the views at the right.
import { useEffect } from 'preact/hooks';
import { view } from '../state/view.js';
import { dropFiles } from './drop.js';
import { GraphsView } from './graphs.js';
import { Header } from './header.js';
import { ProgramPanel } from './program.js';
import { RunView } from './run.js';
import { SizesView } from './sizes.js';
import { Summary } from './summary.js';
import { Tabs } from './tabs.js';

export function App() {
  useEffect(() => dropFiles(), []);
  return (
    <>
      <Header />
      <Summary />
      <main data-view={view.value}>
        <ProgramPanel />
        <section class="views" aria-label="Result">
          <Tabs />
          <GraphsView />
          <RunView />
          <SizesView />
        </section>
      </main>
    </>
  );
}
