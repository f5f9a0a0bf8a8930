import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTill } from '../desk/till-context.ts';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { useWords } from '../words/use-words.ts';
import { ExceptionCard } from './exception-card.tsx';

/** What happened at tills on their own and does not fit: a person settles each, and it is written down who and how. */
export function ExceptionsScreen(): ReactElement {
  const t = useWords();
  const exceptions = useSignal(useTill().exceptions);
  return (
    <ScreenFrame title={t('exceptions')}>
      <div className="min-h-0 grow overflow-y-auto p-4">
        {exceptions.length === 0 ? (
          <EmptyState icon={<CircleCheck />} title={t('exceptionsNone')} className="h-full justify-center" />
        ) : (
          <div className="mx-auto flex max-w-3xl flex-col gap-4">
            <p className="text-sm text-muted">{t('exceptionsHow')}</p>
            <ul className="flex flex-col gap-4">
              {exceptions.map((exception) => (
                <ExceptionCard key={exception.exceptionId} exception={exception} />
              ))}
            </ul>
          </div>
        )}
      </div>
    </ScreenFrame>
  );
}
