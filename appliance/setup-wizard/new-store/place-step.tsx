import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { ChoiceBox } from '../parts/choice-box.tsx';
import { allZones, countries, localesFor, moveTo, usualTaxKind } from './regions.ts';
import { countryOptions, currencyOptions, languageOptions, zoneOptions } from './place-options.ts';
import type { StepProps } from './step-question.tsx';

/** Languages that receipts have words for. */
const printedLanguages = ['en', 'de', 'es', 'ar', 'fr', 'it'];

/** Where the store is; currency, language and zone follow, and can be put right. */
export function PlaceStep({ answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const nowMs = useNow();
  const wrong = (field: string): string | undefined =>
    problems[field] === undefined ? undefined : t(`wrong.${problems[field]}`);
  const countryList = useMemo(() => countryOptions(countries, locale), [locale]);
  const currencyList = useMemo(() => currencyOptions(locale), [locale]);
  const zoneList = useMemo(() => zoneOptions([...new Set([answers.timeZone, ...allZones()])]), [answers.timeZone]);
  const languageList = useMemo(
    () =>
      languageOptions(
        [...new Set([answers.locale, ...localesFor(answers.country, navigator.languages, printedLanguages)])],
        locale,
      ),
    [answers.locale, answers.country, locale],
  );
  return (
    <div className="flex flex-col gap-5">
      <ChoiceBox
        label={t('ask.place.country')}
        options={countryList}
        value={answers.country}
        onChange={(country) => {
          if (country !== answers.country)
            onChange({
              ...moveTo(country, answers, navigator.languages),
              taxKind: answers.taxName === '' ? usualTaxKind(country) : answers.taxKind,
            });
        }}
        emptyText={t('nothingFound')}
        errorMessage={wrong('country')}
        required
      />
      <ChoiceBox
        key={`currency ${answers.country} ${locale}`}
        label={t('ask.place.currency')}
        options={currencyList}
        value={answers.currency}
        onChange={(currency) => onChange({ currency })}
        emptyText={t('nothingFound')}
        errorMessage={wrong('currency')}
        required
      />
      <ChoiceBox
        key={`zone ${answers.country}`}
        label={t('ask.place.zone')}
        description={t('ask.place.zoneNow', { time: formatTime(new Date(nowMs), answers.timeZone || 'UTC', locale) })}
        options={zoneList}
        value={answers.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        emptyText={t('nothingFound')}
        errorMessage={wrong('timeZone')}
        required
      />
      <Select
        label={t('ask.place.language')}
        options={languageList}
        value={answers.locale}
        onChange={(next) => onChange({ locale: next })}
        errorMessage={wrong('locale')}
        required
      />
    </div>
  );
}
