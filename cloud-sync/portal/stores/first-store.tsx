import { Store } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.ts';
import { Page } from '../shell/page.tsx';
import { ClaimSteps } from './claim-steps.tsx';

/** An account without a store: what will be here, and the first step, in one place. */
export function FirstStore(): ReactElement {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t('first.title', { name: me.name.split(' ')[0] ?? me.name })}>
      <div className="grid gap-5 lg:grid-cols-2">
        <section className="rounded-lg border border-line bg-surface p-6 shadow-lift">
          <span className="mb-4 grid size-12 place-items-center rounded-lg bg-accent-soft text-accent">
            <Store className="size-6" aria-hidden="true" />
          </span>
          <h2 className="text-lg font-semibold">{t('first.connect')}</h2>
          <p className="mt-1 mb-5 text-sm text-muted">{t('claim.hint')}</p>
          <ClaimSteps />
        </section>
        <section className="rounded-lg border border-dashed border-line-strong p-6">
          <h2 className="text-lg font-semibold">{t('first.afterwards')}</h2>
          <ul className="mt-4 flex flex-col gap-4 text-sm text-muted">
            {(['now', 'orders', 'menu', 'offline'] as const).map((point) => (
              <li key={point} className="flex gap-3">
                <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" aria-hidden="true" />
                {t(`first.${point}`)}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
