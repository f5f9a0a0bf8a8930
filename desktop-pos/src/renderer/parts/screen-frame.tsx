import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { ArrowLeft } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useWords } from '../words/use-words.ts';

/** A screen beside the menu: its name and the one way back. */
export function ScreenFrame({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}): ReactElement {
  const t = useWords();
  const { show } = useDesk();
  return (
    <section aria-label={title} className="flex min-h-0 grow flex-col bg-canvas">
      <header className="flex shrink-0 items-center gap-2 border-b border-line bg-surface py-1 ps-1 pe-3">
        <IconButton
          label={t('backToMenu')}
          icon={<ArrowLeft className="rtl:-scale-x-100" />}
          size="lg"
          onPress={() => show({ name: 'home' })}
        />
        <h1 className="min-w-0 grow truncate text-lg font-semibold">{title}</h1>
        {actions}
      </header>
      {children}
    </section>
  );
}
