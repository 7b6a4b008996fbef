/** Mounts the app. */
import { createRoot } from 'react-dom/client';
import './ui/tokens/fonts.css';
import './ui/tokens/tokens.css';
import './ui/tokens/base.css';
import './ui/controls.css';
import { App } from './app/app.tsx';
import { OpeningPage } from './app/opening-page.tsx';
import { pageLibrary } from './app/page-library.ts';
import { browserMemory } from './store/memory.ts';
import { startApp } from './app/start-app.ts';

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no element with the id "root"');
const root = createRoot(element);
root.render(<OpeningPage />);
const memory = browserMemory(() => window.localStorage);
const started = await startApp(memory, pageLibrary, window);
root.render(started.ok ? <App started={started.value} /> : <OpeningPage error={started.error} />);
