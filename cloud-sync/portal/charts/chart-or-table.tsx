import { ChartColumn, Table2 } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';

export type Look = 'chart' | 'table';

export function LookSwitch({ look, onChange }: { look: Look; onChange: (look: Look) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <RadioGroup<Look>
      label={t('common.look')}
      labelHidden
      value={look}
      onChange={onChange}
      options={[
        { id: 'chart', label: t('common.chart'), icon: <ChartColumn aria-hidden="true" />, labelHidden: true },
        { id: 'table', label: t('common.table'), icon: <Table2 aria-hidden="true" />, labelHidden: true },
      ]}
    />
  );
}

/** Remembered while the view is open; every chart can be read as a table. */
export function useLook(): [Look, (look: Look) => void] {
  return useState<Look>('chart');
}

/** A chart with what it shows in words, for those who do not see it. */
export function ChartFigure({ label, children, className }: { label: string; children: ReactNode; className?: string }): ReactElement {
  return (
    <figure aria-label={label} className={className}>
      {children}
    </figure>
  );
}
