import { Languages } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Menu } from '@auraconnect/shared/ui/menu.tsx';
import { ThemeSwitch } from '@auraconnect/shared/ui/theme-switch.tsx';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { languages } from '../words/words.ts';
import { useLanguage } from '../words/language-context.ts';

/** The page's head: whose store this is, the language and the light. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const { locale, setLocale } = useLanguage();
  const current = locale.split('-', 1)[0] ?? 'en';
  return (
    <header className="flex items-center gap-2 border-b border-line bg-surface px-4 py-2">
      <p className="min-w-0 grow truncate text-base font-semibold" dir="auto">
        {title}
      </p>
      {children}
      <Menu
        trigger={
          <Button variant="quiet" icon={<Languages aria-hidden="true" />}>
            <span className="uppercase">{current}</span>
            <VisuallyHidden>
              {t('language', { name: languages[current as keyof typeof languages] ?? languages.en })}
            </VisuallyHidden>
          </Button>
        }
        label={t('languages')}
        items={Object.entries(languages).map(([id, label]) => ({ id, label }))}
        onAction={setLocale}
      />
      {/* A phone follows its owner's own setting, and has no room for more. */}
      <ThemeSwitch compact className="max-sm:hidden" />
    </header>
  );
}
