import { initTheme } from '@auraconnect/shared/ui/use-theme.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './app.css';
import { openVault } from './gate/identity-vault.ts';
import { keepThisPage } from './offline/page-kept.ts';

initTheme('light');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const vault = await openVault();
const kept = await vault.load();
// The appliance may have another address than on the day of pairing; the page came from where it is now.
const identity = kept === null ? null : { ...kept, baseUrl: location.origin };
createRoot(root).render(<App vault={vault} identity={identity} baseUrl={location.origin} />);
if (import.meta.env.PROD) void keepThisPage();
