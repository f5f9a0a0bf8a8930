import { initTheme } from '@auraconnect/shared/ui/use-theme.ts';
import { createRoot, type Root } from 'react-dom/client';
import { App } from './app.tsx';
import './app.css';
import { CustomerApp } from './customer/customer-app.tsx';
import { openVault } from './gate/identity-vault.ts';
import { keepThisPage } from './offline/page-kept.ts';

initTheme('light');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
if (location.pathname.endsWith('/customer')) createRoot(root).render(<CustomerApp />);
else await openTill(createRoot(root));
if (import.meta.env.PROD) void keepThisPage();

async function openTill(page: Root): Promise<void> {
  const vault = await openVault();
  const kept = await vault.load();
  // The appliance may have another address than on the day of pairing; the page came from where it is now.
  const identity = kept === null ? null : { ...kept, baseUrl: location.origin };
  page.render(<App vault={vault} identity={identity} baseUrl={location.origin} />);
}
