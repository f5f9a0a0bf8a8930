import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../parts/brand.tsx';
import { LanguageMenu } from '@auraconnect/shared/ui/language-menu.tsx';
import { EveningPicture } from './evening-picture.tsx';

/** The door: the form where the hand is, and beside it what is behind it. */
export function GateFrame({ children }: { children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(30rem,36rem)_1fr]">
      <main className="flex min-h-dvh flex-col px-6 py-5 sm:px-12">
        <header className="flex items-center justify-between gap-4">
          <Brand />
          <LanguageMenu />
        </header>
        <div className="mx-auto flex w-full max-w-sm grow flex-col justify-center py-10">{children}</div>
      </main>
      <aside
        className="hidden flex-col justify-between gap-12 overflow-hidden bg-sunken p-14 lg:flex"
        aria-hidden="true"
      >
        <EveningPicture />
        <p className="max-w-lg text-xl font-semibold tracking-tight text-balance">
          {t('gate.promise')}
          <span className="mt-3 block text-base font-normal tracking-normal text-muted">{t('gate.promiseMore')}</span>
        </p>
      </aside>
    </div>
  );
}
