import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Stepper } from '@auraconnect/shared/ui/stepper.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';
import { ReasonList } from './reason-list.tsx';

export interface ReasonSheetProps {
  title: string;
  description?: string;
  reasons: readonly string[];
  /** How many at most; a stepper is shown when it is more than one. */
  most?: number;
  /** The verb on the button that does it. */
  doLabel: string;
  danger?: boolean;
  onReason: (reason: string, count: number) => void;
  onClose: () => void;
}

/** Why: a reason is chosen or typed, and one button does what cannot be taken back. */
export function ReasonSheet({
  title,
  description,
  reasons,
  most = 1,
  doLabel,
  danger = false,
  onReason,
  onClose,
}: ReasonSheetProps): ReactElement {
  const t = useWords();
  const { locale } = useUiSettings();
  const [count, setCount] = useState(most);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const reason = chosen ?? typed.trim();
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      {...(description === undefined ? {} : { description })}
      size="sm"
      footer={
        <Button
          size="xl"
          fullWidth
          variant={danger ? 'danger' : 'primary'}
          disabled={reason === ''}
          trailing={most > 1 ? <span className="tabular-nums">{formatNumber(count, locale)}×</span> : undefined}
          onPress={() => onReason(reason, count)}
        >
          {doLabel}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {most > 1 && (
          <div className="flex items-center justify-between gap-3 rounded-lg bg-sunken p-2 ps-4">
            <span className="font-medium">{t('howMany')}</span>
            <Stepper label={title} value={count} onChange={setCount} min={1} max={most} size="lg" />
          </div>
        )}
        {reasons.length > 0 && (
          <ReasonList label={t('reason')} reasons={reasons} chosen={chosen} onChoose={setChosen} />
        )}
        <TextField
          label={t('otherReason')}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setChosen(null);
          }}
          maxLength={200}
        />
      </div>
    </Sheet>
  );
}
