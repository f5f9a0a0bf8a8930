import { Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { percentDigits } from '../entries/figures.ts';
import { addressLinesOf, type StepId } from './answers.ts';
import { cutOffOptions } from './cut-offs.ts';
import type { StepProps } from './step-question.tsx';

/** Everything on one page before it is made; each line leads back to its question. */
export function CheckStep({ state, answers, onGo }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { taxKind, taxName, taxPercent } = answers;
  const countryName = new Intl.DisplayNames([locale], { type: 'region' }).of(answers.country) ?? answers.country;
  const tax =
    taxKind === 'none'
      ? t('ask.tax.none')
      : t(`check.${taxKind}`, { name: taxName.trim(), percent: formatNumber(taxPercent ?? 0, locale, percentDigits) });
  const starter = state.starters.find((one) => one.id === answers.starter);
  const lines: [StepId, string, string][] = [
    ['name', t('check.store'), [answers.storeName.trim(), ...addressLinesOf(answers.addressText)].join(', ')],
    ['place', t('check.place'), [countryName, answers.currency, answers.timeZone.replaceAll('_', ' ')].join(' · ')],
    [
      'day',
      t('check.day'),
      cutOffOptions(locale, answers.dayCutOff).find((option) => option.id === answers.dayCutOff)?.label ??
        answers.dayCutOff,
    ],
    ['tax', t('check.tax'), tax],
    ['owner', t('role.owner'), answers.owner.name.trim()],
    [
      'team',
      t('check.team'),
      answers.team.length === 0 ? t('check.nobody') : answers.team.map((person) => person.name.trim()).join(', '),
    ],
    [
      'menu',
      t('check.menu'),
      starter === undefined ? '' : t(`starter.${starter.id}.name`, { defaultValue: starter.name }),
    ],
    ['cloud', t('check.cloud'), answers.cloud === 'offline' ? t('ask.cloud.offline') : answers.cloudUrl.trim()],
  ];
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-surface">
      {lines.map(([step, label, value]) => (
        <div key={step} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 py-2 ps-4 pe-2">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="col-start-1 text-base break-words" dir="auto">
            {value}
          </dd>
          <dd className="col-start-2 row-span-2 row-start-1">
            <IconButton
              label={t('check.change', { what: label })}
              icon={<Pencil aria-hidden="true" />}
              onPress={() => onGo(step)}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
