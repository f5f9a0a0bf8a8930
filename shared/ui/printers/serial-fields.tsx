import type { ReactElement } from 'react';
import type { SerialLine } from '../../src/menu/catalogue.ts';
import { Select } from '../select.tsx';
import { TextField } from '../text-field.tsx';
import { usePrinterFormWords } from './form-words/form-words.ts';

const baudRates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;
const parities = ['none', 'even', 'odd'] as const;
const flowControls = ['rts-cts', 'xon-xoff', 'none'] as const;

interface SerialFieldsProps {
  line: SerialLine;
  onChange(line: SerialLine): void;
  /** Where the answers are found. */
  hint?: string;
}

/** A serial line of the appliance, for whatever hangs on it. */
export function SerialFields({ line, onChange, hint }: SerialFieldsProps): ReactElement {
  const t = usePrinterFormWords();
  return (
    <>
      <TextField
        label={t('connection.port')}
        placeholder="/dev/ttyUSB0"
        value={line.path}
        onChange={(path) => onChange({ ...line, path })}
        required
        maxLength={255}
      />
      {hint !== undefined && <p className="text-sm text-muted">{hint}</p>}
      <div className="grid grid-cols-2 gap-4">
        <Select
          label={t('connection.baudRate')}
          options={baudRates.map((rate) => ({ id: String(rate), label: String(rate) }))}
          value={String(line.baudRate)}
          onChange={(id) => onChange({ ...line, baudRate: baudRates.find((rate) => String(rate) === id) ?? 9600 })}
        />
        <Select
          label={t('connection.flowControl')}
          options={flowControls.map((id) => ({ id, label: t(`connection.flow.${id}`) }))}
          value={line.flowControl}
          onChange={(flowControl) => onChange({ ...line, flowControl })}
        />
        <Select
          label={t('connection.parity')}
          options={parities.map((id) => ({ id, label: t(`connection.parityOf.${id}`) }))}
          value={line.parity}
          onChange={(parity) => onChange({ ...line, parity })}
        />
        <Select
          label={t('connection.bits')}
          options={(['8 1', '8 2', '7 1', '7 2'] as const).map((id) => ({ id, label: id.replace(' ', ' + ') }))}
          value={`${line.dataBits} ${line.stopBits}`}
          onChange={(id) =>
            onChange({ ...line, dataBits: id.startsWith('7') ? 7 : 8, stopBits: id.endsWith('2') ? 2 : 1 })
          }
        />
      </div>
    </>
  );
}
