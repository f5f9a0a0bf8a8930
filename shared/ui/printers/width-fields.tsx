import { useState, type ReactElement } from 'react';
import { NumberField } from '../number-field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { usePrinterFormWords } from './form-words/form-words.ts';
import { columnLimits } from './printer-draft.ts';

/** Characters of a line on the widths of paper that there are, in the printers' usual font. */
const usualColumns = ['48', '42', '32'] as const;
const isUsual = (columns: number | null): boolean => usualColumns.some((usual) => Number(usual) === columns);

interface WidthFieldsProps {
  columns: number | null;
  onChange(columns: number | null): void;
}

/** How much stands on a line; any other number than the usual ones is typed. */
export function WidthFields({ columns, onChange }: WidthFieldsProps): ReactElement {
  const t = usePrinterFormWords();
  const [wantsOther, setWantsOther] = useState(false);
  const isOther = wantsOther || !isUsual(columns);
  return (
    <>
      <RadioGroup
        label={t('columns')}
        value={isOther ? 'other' : (usualColumns.find((usual) => Number(usual) === columns) ?? 'other')}
        onChange={(next) => {
          setWantsOther(next === 'other');
          if (next !== 'other') onChange(Number(next));
        }}
        options={[
          { id: '48', label: t('wide') },
          { id: '42', label: '42' },
          { id: '32', label: t('narrow') },
          { id: 'other', label: t('otherWidth') },
        ]}
      />
      {isOther && (
        <NumberField
          label={t('columns')}
          value={columns}
          onChange={onChange}
          min={columnLimits.fewest}
          max={columnLimits.most}
          steppers
        />
      )}
    </>
  );
}
