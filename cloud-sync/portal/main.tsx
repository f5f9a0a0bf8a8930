import { createRoot } from 'react-dom/client';
import { initTheme } from '@auraconnect/shared/ui/use-theme.ts';
import { App } from './app.tsx';
import { browserSession } from './session/browser-session.ts';
import './app.css';

initTheme('system');
const session = browserSession();
void session.start();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App session={session} />);
