import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useState, type ReactElement } from 'react';
import { useCatalogue } from '../desk/use-store.ts';
import { useWords } from '../words/use-words.ts';
import type { NewOpenItem } from './use-check.ts';

export interface OpenItemSheetProps {
  onAdd: (item: NewOpenItem) => void;
  onClose: () => void;
}

const nowhere = 'none';

/** Something that is not on the menu: what it is, what it costs, how it is taxed, who makes it. */
export function OpenItemSheet({ onAdd, onClose }: OpenItemSheetProps): ReactElement {
  const t = useWords();
  const { taxCategories, stations } = useCatalogue();
  const [name, setName] = useState('');
  const [priceMinor, setPriceMinor] = useState<number | null>(null);
  const [taxCategoryId, setTaxCategoryId] = useState(taxCategories[0]?.id ?? '');
  const [stationId, setStationId] = useState<string>(nowhere);
  const ready = name.trim() !== '' && priceMinor !== null && taxCategoryId !== '';

  function add(): void {
    if (priceMinor === null || !ready) return;
    onAdd({
      name: name.trim(),
      unitPriceMinor: priceMinor,
      quantity: '1',
      taxCategoryId,
      stationId: stationId === nowhere ? null : stationId,
    });
  }

  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('openItem')}
      size="sm"
      footer={
        <Button variant="primary" size="xl" fullWidth disabled={!ready} onPress={add}>
          {t('add')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField label={t('openItemName')} value={name} onChange={setName} maxLength={80} required autoFocus />
        <Keypad label={t('priceOfOne')} valueMinor={priceMinor} onChange={setPriceMinor} onSubmit={add} />
        {taxCategories.length > 1 && (
          <Select
            label={t('taxedAs')}
            options={taxCategories.map(({ id, name: label }) => ({ id, label }))}
            value={taxCategoryId}
            onChange={setTaxCategoryId}
          />
        )}
        {stations.length > 0 && (
          <Select
            label={t('madeAt')}
            options={[
              { id: nowhere, label: t('madeNowhere') },
              ...stations.map(({ id, name: label }) => ({ id, label })),
            ]}
            value={stationId}
            onChange={setStationId}
          />
        )}
      </div>
    </Sheet>
  );
}
