import { useEffect, useState, type ReactElement } from 'react';
import type { KnownPrinterModel } from '../../src/protocol/printing-api.ts';
import { Select } from '../select.tsx';
import { usePrinterFormWords } from './form-words/form-words.ts';
import type { PrinterHands } from './printer-hands.ts';

interface ModelSelectProps {
  hands: Pick<PrinterHands, 'models'>;
  value: string;
  onChange(model: KnownPrinterModel): void;
}

/** What the printer is: its language and what it can do follow from it. Nothing to choose until the appliance has said what it knows. */
export function ModelSelect({ hands, value, onChange }: ModelSelectProps): ReactElement {
  const t = usePrinterFormWords();
  const models = useModels(hands.models);
  const known = Array.isArray(models) ? models : [];
  const chosen = known.find(({ id }) => id === value);
  const said = [
    t(models === 'unknown' ? 'modelsFailed' : 'modelHint'),
    ...(chosen?.draws === false ? [t('cannotDraw')] : []),
  ];
  return (
    <Select
      label={t('model')}
      description={said.join(' ')}
      options={[
        // A newer appliance, or one before this, may have known one more.
        ...(chosen === undefined ? [{ id: value, label: value }] : []),
        ...known.map(({ id, name }) => ({ id, label: name })),
      ]}
      value={value}
      onChange={(id) => {
        const next = known.find((model) => model.id === id);
        if (next !== undefined) onChange(next);
      }}
      disabled={known.length === 0}
    />
  );
}

/** `unknown`: the appliance did not say; the printer keeps the model that it has. */
function useModels(read: PrinterHands['models']): readonly KnownPrinterModel[] | 'asking' | 'unknown' {
  const [models, setModels] = useState<readonly KnownPrinterModel[] | 'asking' | 'unknown'>('asking');
  useEffect(() => {
    let stopped = false;
    const tell = (known: readonly KnownPrinterModel[] | 'unknown'): void => {
      if (!stopped) setModels(known);
    };
    read().then(tell, () => tell('unknown'));
    return () => {
      stopped = true;
    };
  }, [read]);
  return models;
}
