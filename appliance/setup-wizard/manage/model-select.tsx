import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownPrinterModel } from '@auraconnect/shared/protocol/printing-api.ts';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { readPrinterModels } from '../link/setup-api.ts';
import { useStore } from '../store/store-context.ts';

interface ModelSelectProps {
  value: string;
  onChange(model: KnownPrinterModel): void;
}

/** What the printer is: its language and what it can do follow from it. Nothing to choose until the appliance has said what it knows. */
export function ModelSelect({ value, onChange }: ModelSelectProps): ReactElement | null {
  const { t } = useTranslation();
  const { link } = useStore();
  const [models, setModels] = useState<readonly KnownPrinterModel[]>([]);
  useEffect(() => {
    let stopped = false;
    readPrinterModels(link.api).then(
      (known) => {
        if (!stopped) setModels(known);
      },
      // Without the list the printer keeps the model that it has.
      () => undefined,
    );
    return () => {
      stopped = true;
    };
  }, [link]);
  if (models.length === 0) return null;
  // A newer appliance, or one before this, may have known one more.
  const isKnown = models.some(({ id }) => id === value);
  return (
    <Select
      label={t('printer.model')}
      description={t('printer.modelHint')}
      options={[
        ...(isKnown ? [] : [{ id: value, label: value }]),
        ...models.map(({ id, name }) => ({ id, label: name })),
      ]}
      value={value}
      onChange={(id) => {
        const chosen = models.find((model) => model.id === id);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
