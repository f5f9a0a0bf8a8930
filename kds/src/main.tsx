import { createRoot } from 'react-dom/client';
import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { browserLanguage } from '@auraconnect/shared/ui/languages.ts';
import { PageErrorBoundary } from '@auraconnect/shared/ui/page-error-boundary.tsx';
import { initTheme } from '@auraconnect/shared/ui/use-theme.ts';
import { App } from './app.tsx';
import { words } from './words.ts';
import './app.css';

initTheme('dark');
const i18n = createI18n({ locale: browserLanguage(), resources: words });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <PageErrorBoundary>
      <App i18n={i18n} />
    </PageErrorBoundary>,
  );
}
