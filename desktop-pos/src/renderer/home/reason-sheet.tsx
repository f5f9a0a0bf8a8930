import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Stepper } from '@auraconnect/shared/ui/stepper.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

export interface ReasonSheetProps {
  title: string;
  description?: string;
  reasons: readonly string[];
  /** How many at most; a stepper is shown when it is more than one. */
  most?: number;
  danger?: boolean;
  onReason: (reason: string, count: number) => void;
  onClose: () => void;
}

/** Why: one tap on a reason does it. Another reason can be typed. */
export function ReasonSheet({
  title,
  description,
  reasons,
  most = 1,
  danger = false,
  onReason,
  onClose,
}: ReasonSheetProps): ReactElement {
  const t = useWords();
  const [count, setCount] = useState(most);
  const [typed, setTyped] = useState('');
  const own = typed.trim();
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      {...(description === undefined ? {} : { description })}
      size="sm"
    >
      <div className="flex flex-col gap-3">
        {most > 1 && (
          <div className="flex items-center justify-between gap-3 rounded-lg bg-sunken p-2 ps-4">
            <span className="font-medium">{t('howMany')}</span>
            <Stepper label={title} value={count} onChange={setCount} min={1} max={most} size="lg" />
          </div>
        )}
        {reasons.map((reason) => (
          <Button
            key={reason}
            size="lg"
            variant={danger ? 'danger' : 'secondary'}
            fullWidth
            onPress={() => onReason(reason, count)}
          >
            {reason}
          </Button>
        ))}
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (own !== '') onReason(own, count);
          }}
        >
          <TextField label={t('otherReason')} value={typed} onChange={setTyped} maxLength={200} className="grow" />
          <Button type="submit" disabled={own === ''}>
            {t('useReason')}
          </Button>
        </form>
      </div>
    </Sheet>
  );
}
