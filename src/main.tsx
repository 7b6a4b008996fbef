/** Mounts the app. */
import { createRoot } from 'react-dom/client';
import './ui/tokens/fonts.css';
import './ui/tokens/tokens.css';
import './ui/tokens/base.css';
import './ui/controls.css';
import { App } from './app/app.tsx';
import { browserMemory } from './store/memory.ts';
import { startApp } from './app/start-app.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
const started = startApp(
  browserMemory(() => window.localStorage),
  window,
);
createRoot(root).render(<App started={started} />);
