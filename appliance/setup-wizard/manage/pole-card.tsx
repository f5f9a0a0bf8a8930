import { PanelTop, Plus } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PoleDisplay } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { usePrinterFormWords } from '@auraconnect/shared/ui/printers/form-words/form-words.ts';
import { SerialFields } from '@auraconnect/shared/ui/printers/serial-fields.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { keyFrom } from '@auraconnect/shared/menu/key-from.ts';
import { readDevices, type StoreDevice } from '../link/setup-api.ts';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { RowList } from './row-list.tsx';
import { useRemove } from './use-remove.ts';

/** Which display on a serial port of the appliance shows the orders of which till. */
export function PoleCard(): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  // An appliance of an older version has none.
  const { poleDisplays = [] } = answer.catalogue as { poleDisplays?: PoleDisplay[] };
  const tills = useTills();
  const [open, setOpen] = useState<PoleDisplay | 'new' | null>(null);
  return (
    <Card
      title={t('pole.title')}
      description={t('pole.text')}
      flush
      actions={
        <Button variant="secondary" icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
          {t('pole.add')}
        </Button>
      }
    >
      {poleDisplays.length === 0 ? (
        <EmptyState icon={<PanelTop />} title={t('pole.none')} />
      ) : (
        <RowList
          label={t('pole.title')}
          rows={poleDisplays.map((pole) => ({
            id: pole.id,
            title: pole.name,
            text: `${tills.find(({ deviceId }) => deviceId === pole.deviceId)?.name ?? t('pole.noTill')} · ${pole.line.path}`,
          }))}
          onOpen={(id) => setOpen(poleDisplays.find((pole) => pole.id === id) ?? null)}
        />
      )}
      {open !== null && (
        <PoleSheet
          pole={open === 'new' ? null : open}
          taken={poleDisplays.map(({ id }) => id)}
          tills={tills}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}

function useTills(): StoreDevice[] {
  const { link } = useStore();
  const [tills, setTills] = useState<StoreDevice[]>([]);
  useEffect(() => {
    let stopped = false;
    readDevices(link.api).then(
      (devices) => {
        if (!stopped) setTills(devices.filter(({ kind, revokedAt }) => kind === 'pos' && revokedAt === null));
      },
      // The page says by itself that nobody answers.
      () => undefined,
    );
    return () => {
      stopped = true;
    };
  }, [link]);
  return tills;
}

interface PoleSheetProps {
  pole: PoleDisplay | null;
  taken: readonly string[];
  tills: readonly StoreDevice[];
  onClose(): void;
}

function PoleSheet({ pole, taken, tills, onClose }: PoleSheetProps): ReactElement {
  const { t } = useTranslation();
  const form = usePrinterFormWords();
  const edit = useEdit();
  const remove = useRemove(edit);
  const [name, setName] = useState(pole?.name ?? '');
  const [deviceId, setDeviceId] = useState(pole?.deviceId ?? tills[0]?.deviceId ?? '');
  const [dialect, setDialect] = useState<PoleDisplay['dialect']>(pole?.dialect ?? 'cd5220');
  const [line, setLine] = useState<PoleDisplay['line']>(
    pole?.line ?? { path: '', baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  );
  const save = async (): Promise<string[]> => {
    if (name.trim() === '') return [t('wrong.name')];
    if (deviceId === '') return [t('pole.needsTill')];
    if (line.path.trim() === '') return [form('wrong.serialPath')];
    const id = pole?.id ?? keyFrom(name, taken, 'pole');
    const payload: PoleDisplay = {
      ...pole,
      id,
      name: name.trim(),
      deviceId,
      dialect,
      line: { ...line, path: line.path.trim() },
    };
    return edit.put([{ entity: 'pole-display', id, payload }]);
  };
  return (
    <EditSheet
      title={pole?.name ?? t('pole.add')}
      busy={edit.busy}
      onSave={save}
      onDelete={pole === null ? undefined : () => remove('pole-display', pole)}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        placeholder={form('example')}
        value={name}
        onChange={setName}
        required
        autoFocus={pole === null}
        maxLength={60}
      />
      <Select
        label={t('pole.till')}
        options={tills.map((till) => ({ id: till.deviceId, label: till.name }))}
        value={deviceId}
        onChange={setDeviceId}
        required
      />
      <SerialFields line={line} onChange={setLine} />
      <RadioGroup
        label={t('pole.dialect')}
        value={dialect}
        onChange={setDialect}
        options={[
          { id: 'cd5220', label: 'CD5220' },
          { id: 'esc-pos', label: 'Epson' },
        ]}
      />
    </EditSheet>
  );
}
