import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import { Select } from '@auraconnect/shared/ui/select.tsx';

const nobody = '';

interface StandInSelectProps {
  printers: readonly Printer[];
  /** The one that is stood in for. */
  printerId: string;
  value: string | null;
  onChange(printerId: string | null): void;
  disabled?: boolean;
}

/** Who prints while a printer cannot. */
export function StandInSelect({ printers, printerId, value, onChange, disabled }: StandInSelectProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Select
      label={t('standIn.title')}
      description={t('standIn.text')}
      options={[
        { id: nobody, label: t('standIn.nobody') },
        ...printers.filter(({ id }) => id !== printerId).map(({ id, name }) => ({ id, label: name })),
      ]}
      value={value === printerId ? nobody : (value ?? nobody)}
      onChange={(id) => onChange(id === nobody ? null : id)}
      disabled={disabled}
    />
  );
}
