import { Ban, ReceiptText, Tag } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { percentDigits } from '../entries/figures.ts';
import { computeTaxExample } from './tax-example.ts';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { ChoiceCards } from '../parts/choice-cards.tsx';
import { Notice } from '@auraconnect/shared/ui/notice.tsx';
import type { StepProps } from './step-question.tsx';

/** No tax, one that is added at the till, or one that the prices contain; with what that means for one dish. */
export function TaxStep({ answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { taxKind, taxName, taxPercent, currency } = answers;
  const wrong = (field: string): string | undefined =>
    problems[field] === undefined ? undefined : t(`wrong.${problems[field]}`);
  const example = taxKind === 'none' || taxPercent === null ? null : computeTaxExample(taxKind, taxPercent, currency);
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  return (
    <div className="flex flex-col gap-5">
      <ChoiceCards
        label={t('ask.tax.title')}
        options={[
          { id: 'included', title: t('ask.tax.included'), text: t('ask.tax.includedText'), icon: <Tag /> },
          { id: 'added', title: t('ask.tax.added'), text: t('ask.tax.addedText'), icon: <ReceiptText /> },
          { id: 'none', title: t('ask.tax.none'), text: t('ask.tax.noneText'), icon: <Ban /> },
        ]}
        value={taxKind}
        onChange={(next) => onChange({ taxKind: next })}
      />
      {taxKind !== 'none' && (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label={t('tax.name')}
            placeholder={t('tax.nameExample')}
            value={taxName}
            onChange={(next) => onChange({ taxName: next })}
            errorMessage={wrong('taxName')}
            required
          />
          <NumberField
            label={t('tax.percent')}
            value={taxPercent}
            onChange={(next) => onChange({ taxPercent: next })}
            min={0}
            max={100}
            formatOptions={{ maximumFractionDigits: percentDigits }}
            errorMessage={wrong('taxPercent')}
            required
          />
        </div>
      )}
      {example !== null && (
        <Notice tone="info">
          {t(`ask.tax.${taxKind}Example`, {
            price: money(example.priceMinor),
            tax: money(example.taxMinor),
            total: money(example.totalMinor),
          })}
        </Notice>
      )}
    </div>
  );
}
