import { Cloud, CloudOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../parts/choice-cards.tsx';
import { ClaimFields } from '../parts/claim-fields.tsx';
import type { StepProps } from './step-question.tsx';

/** The store works without the cloud; joining it is one code, now or later. */
export function CloudStep({ answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-5">
      <ChoiceCards
        label={t('ask.cloud.title')}
        options={[
          { id: 'offline', title: t('ask.cloud.offline'), text: t('ask.cloud.offlineText'), icon: <CloudOff /> },
          { id: 'claim', title: t('ask.cloud.claim'), text: t('ask.cloud.claimText'), icon: <Cloud /> },
        ]}
        value={answers.cloud}
        onChange={(cloud) => onChange({ cloud })}
      />
      {answers.cloud === 'claim' && (
        <ClaimFields
          cloudUrl={answers.cloudUrl}
          claimCode={answers.claimCode}
          problems={problems}
          onChange={onChange}
        />
      )}
    </div>
  );
}
