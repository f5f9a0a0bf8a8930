import { createRoot } from 'react-dom/client';
import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { PageErrorBoundary } from '@auraconnect/shared/ui/page-error-boundary.tsx';
import { initTheme } from '@auraconnect/shared/ui/use-theme.ts';
import { App } from './app.tsx';
import { firstLocale } from './words/choose-locale.ts';
import { words } from './words/words.ts';
import './app.css';

// An installer's phone is already as light or dark as its owner likes it.
initTheme('system');
const locale = firstLocale();
const i18n = createI18n({ locale, resources: words });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <PageErrorBoundary>
      <App i18n={i18n} firstLocale={locale} />
    </PageErrorBoundary>,
  );
}
