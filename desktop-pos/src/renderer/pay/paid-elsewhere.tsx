import { Unplug } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

/** Why a till on its own takes no money for this check. */
export function PaidElsewhere(): ReactElement {
  const t = useWords();
  return (
    <p role="status" className="flex w-full gap-2 rounded-lg bg-warning-soft p-3 text-sm text-warning">
      <Unplug className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      {t('refusal_not_held_here')}
    </p>
  );
}
