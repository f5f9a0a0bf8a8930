import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import type { FieldProblems } from '../new-store/answers.ts';
import { pinDigits } from '../new-store/pins.ts';

export interface PinFieldsProps {
  pin: string;
  pinAgain: string;
  onChange(change: { pin?: string; pinAgain?: string }): void;
  /** Shown only once somebody has tried to go on. */
  problems: FieldProblems;
}

/** A PIN, twice: nobody sees what they type. */
export function PinFields({ pin, pinAgain, onChange, problems }: PinFieldsProps): ReactElement {
  const { t } = useTranslation();
  const wrong = (field: string): string | undefined =>
    problems[field] === undefined ? undefined : t(`wrong.${problems[field]}`);
  const shared = { type: 'password', inputMode: 'numeric', autoComplete: 'new-password', required: true } as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        {...shared}
        label={t('person.pin')}
        description={t('person.pinHint')}
        value={pin}
        onChange={(typed) => onChange({ pin: pinDigits(typed) })}
        errorMessage={wrong('pin')}
      />
      <TextField
        {...shared}
        label={t('person.pinAgain')}
        value={pinAgain}
        onChange={(typed) => onChange({ pinAgain: pinDigits(typed) })}
        errorMessage={wrong('pinAgain')}
      />
    </div>
  );
}
