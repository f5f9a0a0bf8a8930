import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import type { FieldProblems } from '../new-store/answers.ts';

export interface ClaimFieldsProps {
  cloudUrl: string;
  claimCode: string;
  problems: FieldProblems;
  onChange(change: { cloudUrl?: string; claimCode?: string }): void;
}

/** Which cloud, and the code that its portal gave the owner. */
export function ClaimFields({ cloudUrl, claimCode, problems, onChange }: ClaimFieldsProps): ReactElement {
  const { t } = useTranslation();
  const wrong = (field: string): string | undefined =>
    problems[field] === undefined ? undefined : t(`wrong.${problems[field]}`);
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <TextField
        label={t('claim.url')}
        description={t('claim.urlHint')}
        placeholder="https://portal.example.com"
        type="url"
        inputMode="url"
        autoComplete="url"
        value={cloudUrl}
        onChange={(next) => onChange({ cloudUrl: next })}
        errorMessage={wrong('cloudUrl')}
        required
      />
      <TextField
        label={t('claim.code')}
        description={t('claim.codeHint')}
        autoComplete="one-time-code"
        value={claimCode}
        onChange={(next) => onChange({ claimCode: next })}
        errorMessage={wrong('claimCode')}
        required
      />
    </div>
  );
}
