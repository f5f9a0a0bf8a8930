import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { BusinessDate } from '@auraconnect/shared/time/instant.ts';
import { useNarrow } from '../parts/use-narrow.ts';
import { daysOf, isNewest, shiftRange, type Range } from './range.ts';

type Choice = 'today' | 'yesterday' | 'week' | 'month' | 'year' | 'custom' | 'all';

export interface RangePickerProps {
  /** Null is all of time, where `onAll` allows it. */
  range: Range | null;
  today: BusinessDate;
  onChange: (range: Range) => void;
  onAll?: (() => void) | undefined;
}

function choiceOf(range: Range | null): Choice | null {
  if (range === null) return 'all';
  if (range.kind !== 'day') return range.kind;
  return range.back === 0 ? 'today' : range.back === 1 ? 'yesterday' : null;
}

/** Which days: the usual ones by a tap, one step back or forth, or two dates of one's own. */
export function RangePicker({ range, today, onChange, onAll }: RangePickerProps): ReactElement {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const days = daysOf(range ?? { kind: 'month', back: 0 }, today);
  function choose(choice: Choice): void {
    if (choice === 'all') onAll?.();
    else if (choice === 'custom') onChange({ kind: 'custom', ...days });
    else if (choice === 'today' || choice === 'yesterday') onChange({ kind: 'day', back: choice === 'today' ? 0 : 1 });
    else onChange({ kind: choice, back: 0 });
  }
  function changeEnd(end: 'from' | 'to', text: string): void {
    // Native fields report every half-typed date as empty.
    if (!BusinessDate.safeParse(text).success) return;
    const next = { ...days, [end]: text };
    onChange({ kind: 'custom', ...(next.from <= next.to ? next : { from: text, to: text }) });
  }
  const choices: Choice[] = [
    'today',
    'yesterday',
    'week',
    'month',
    'year',
    'custom',
    ...(onAll === undefined ? [] : (['all'] as const)),
  ];
  const options = choices.map((id) => ({ id, label: t(`range.${id}`) }));
  return (
    <div className="flex max-w-full flex-wrap items-center gap-2 max-md:w-full">
      {range?.kind === 'custom' && (
        <div className="flex items-center gap-2 max-md:w-full">
          <TextField
            label={t('range.from')}
            labelHidden
            type="date"
            value={range.from}
            onChange={(text) => changeEnd('from', text)}
            className="w-40 max-md:w-auto max-md:min-w-0 max-md:grow max-md:basis-0"
          />
          <span aria-hidden="true" className="text-muted">
            –
          </span>
          <TextField
            label={t('range.to')}
            labelHidden
            type="date"
            value={range.to}
            onChange={(text) => changeEnd('to', text)}
            className="w-40 max-md:w-auto max-md:min-w-0 max-md:grow max-md:basis-0"
          />
        </div>
      )}
      {narrow ? (
        <Select<Choice>
          label={t('range.label')}
          labelHidden
          className="min-w-0 grow"
          placeholder={t('range.label')}
          value={choiceOf(range)}
          onChange={choose}
          options={options}
        />
      ) : (
        <RadioGroup<Choice>
          label={t('range.label')}
          labelHidden
          className="max-w-full"
          value={choiceOf(range)}
          onChange={choose}
          options={options}
        />
      )}
      {range !== null && (
        <div className="flex">
          <IconButton
            label={t('range.earlier')}
            icon={<ChevronLeft className="rtl:-scale-x-100" />}
            onPress={() => onChange(shiftRange(range, -1, today))}
          />
          <IconButton
            label={t('range.later')}
            icon={<ChevronRight className="rtl:-scale-x-100" />}
            disabled={isNewest(range, today)}
            onPress={() => onChange(shiftRange(range, 1, today))}
          />
        </div>
      )}
    </div>
  );
}
