import { useState, type ReactElement } from 'react';
import { Button } from '../button.tsx';
import { Sentences } from '../notice.tsx';
import { usePrinterFormWords } from './form-words/form-words.ts';
import type { Answered } from './printer-hands.ts';

export interface SaveToTryProps {
  busy: boolean;
  onSave(): Promise<Answered>;
}

/** In place of the drawer's trial while the appliance does not yet know the printer as it is typed: saves it, and stays. */
export function SaveToTry({ busy, onSave }: SaveToTryProps): ReactElement {
  const t = usePrinterFormWords();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  return (
    <section aria-label={t('learn.title')} className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <p className="text-sm text-muted">{t('learn.saveFirst')}</p>
      <Sentences list={wrong} />
      <div className="flex flex-wrap gap-3">
        <Button
          size="lg"
          variant="secondary"
          busy={busy}
          onPress={() => void onSave().then((problems) => setWrong(problems ?? []))}
        >
          {t('learn.saveAndTry')}
        </Button>
      </div>
    </section>
  );
}
