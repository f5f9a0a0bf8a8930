import { ChartColumn, Table2 } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';

export type Look = 'chart' | 'table';

/** Every chart can be read as a table. */
export function LookSwitch({ look, onChange }: { look: Look; onChange: (look: Look) => void }): ReactElement {
  const { t } = useTranslation();
  return look === 'chart' ? (
    <IconButton label={t('common.asTable')} icon={<Table2 />} className="-me-2" onPress={() => onChange('table')} />
  ) : (
    <IconButton
      label={t('common.asChart')}
      icon={<ChartColumn />}
      className="-me-2"
      onPress={() => onChange('chart')}
    />
  );
}

/** Remembered while the view is open. */
export function useLook(): [Look, (look: Look) => void] {
  return useState<Look>('chart');
}

/** A chart with what it shows in words, for those who do not see it. */
export function ChartFigure({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}): ReactElement {
  return (
    // Its axes are turned by hand where people write from the right; the page's direction would turn their labels once more.
    <figure aria-label={label} className={className} dir="ltr">
      {children}
    </figure>
  );
}
