import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { Notice } from '@auraconnect/shared/ui/notice.tsx';
import { cutOffOptions } from './cut-offs.ts';
import type { StepProps } from './step-question.tsx';

/** When one business day ends and the next begins. */
export function DayStep({ answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const problem = problems['dayCutOff'];
  const options = cutOffOptions(locale, answers.dayCutOff);
  return (
    <div className="flex flex-col gap-5">
      <Select
        label={t('ask.day.field')}
        options={options}
        value={answers.dayCutOff}
        onChange={(dayCutOff) => onChange({ dayCutOff })}
        errorMessage={problem === undefined ? undefined : t(`wrong.${problem}`)}
        required
      />
      <Notice tone="info">
        {t('ask.day.example', {
          time: options.find((option) => option.id === answers.dayCutOff)?.label ?? answers.dayCutOff,
        })}
      </Notice>
    </div>
  );
}
