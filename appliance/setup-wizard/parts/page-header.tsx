import type { ReactElement, ReactNode } from 'react';
import { LanguageMenu } from '@auraconnect/shared/ui/language-menu.tsx';
import { ThemeSwitch } from '@auraconnect/shared/ui/theme-switch.tsx';

/** The page's head: whose store this is, the language and the light. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <header className="flex items-center gap-2 border-b border-line bg-surface px-4 py-2">
      <p className="min-w-0 grow truncate text-base font-semibold" dir="auto">
        {title}
      </p>
      {children}
      <LanguageMenu compact />
      {/* A phone follows its owner's own setting, and has no room for more. */}
      <ThemeSwitch compact className="max-sm:hidden" />
    </header>
  );
}
