import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupState } from '@auraconnect/shared/protocol/setup-api.ts';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import type { Answers, FieldProblems, StepId } from './answers.ts';
import { CheckStep } from './check-step.tsx';
import { CloudStep } from './cloud-step.tsx';
import { DayStep } from './day-step.tsx';
import { MenuStep } from './menu-step.tsx';
import { OwnerStep, TeamStep } from './people-steps.tsx';
import { PlaceStep } from './place-step.tsx';
import { TaxStep } from './tax-step.tsx';

export interface StepProps {
  state: SetupState;
  answers: Answers;
  problems: FieldProblems;
  onChange(part: Partial<Answers>): void;
  onGo(step: StepId): void;
}

/** The fields of one question. */
export function StepQuestion({ step, ...props }: StepProps & { step: StepId }): ReactElement {
  switch (step) {
    case 'code':
      return <CodeStep {...props} />;
    case 'name':
      return <NameStep {...props} />;
    case 'place':
      return <PlaceStep {...props} />;
    case 'day':
      return <DayStep {...props} />;
    case 'tax':
      return <TaxStep {...props} />;
    case 'owner':
      return <OwnerStep {...props} />;
    case 'team':
      return <TeamStep {...props} />;
    case 'menu':
      return <MenuStep {...props} />;
    case 'cloud':
      return <CloudStep {...props} />;
    case 'check':
      return <CheckStep {...props} />;
  }
}

function CodeStep({ answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('ask.code.field')}
      value={answers.consoleCode}
      onChange={(consoleCode) => onChange({ consoleCode })}
      autoComplete="one-time-code"
      autoFocus
      required
      errorMessage={problems['consoleCode'] === undefined ? undefined : t(`wrong.${problems['consoleCode']}`)}
    />
  );
}

function NameStep({ answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  const wrong = (field: string): string | undefined =>
    problems[field] === undefined ? undefined : t(`wrong.${problems[field]}`);
  return (
    <div className="flex flex-col gap-5">
      <TextField
        label={t('ask.name.field')}
        value={answers.storeName}
        onChange={(storeName) => onChange({ storeName })}
        placeholder={t('ask.name.example')}
        autoComplete="organization"
        autoFocus
        required
        errorMessage={wrong('storeName')}
      />
      <TextField
        label={t('ask.name.address')}
        description={t('ask.name.addressHint')}
        value={answers.addressText}
        onChange={(addressText) => onChange({ addressText })}
        rows={3}
        autoComplete="street-address"
        errorMessage={wrong('addressText')}
      />
    </div>
  );
}
