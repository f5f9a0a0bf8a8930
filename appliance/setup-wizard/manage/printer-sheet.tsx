import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usualPrinter, type Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { FoundPrinter } from '@auraconnect/shared/protocol/printer-search.ts';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { keyFrom } from '../entries/keys.ts';
import { addressOf } from '../entries/printer-address.ts';
import { useStore } from '../store/store-context.ts';
import { useEdit, type Put } from '../store/use-edit.ts';
import { connectionDraft, ConnectionFields, connectionOf } from './connection-fields.tsx';
import { DrawerFields } from './drawer-fields.tsx';
import { EditSheet } from './edit-sheet.tsx';
import { FindPrinters, placeOf } from './find-printers.tsx';
import { LearnDrawer } from './learn-drawer.tsx';
import { ModelSelect } from './model-select.tsx';
import { useRemove } from './use-remove.ts';

/** Characters of a line on the two widths of paper that there are, in the printers' usual font. */
const usualColumns = ['48', '42', '32'] as const;
const nowhereOnNetwork = { host: '', port: 9100 };
type Columns = (typeof usualColumns)[number] | 'other';

/** A printer and how it is reached. The first one prints the receipts as well. */
export function PrinterSheet({ printer, onClose }: { printer: Printer | null; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  const { printers, settings } = answer.catalogue;
  const edit = useEdit();
  const remove = useRemove(edit);
  const [name, setName] = useState(printer?.name ?? '');
  const [draft, setDraft] = useState(() =>
    connectionDraft(
      printer?.connection ?? usualPrinter.connection,
      printer === null || printer.host === '' ? '' : `${printer.host}:${printer.port}`,
    ),
  );
  const [model, setModel] = useState(printer?.model ?? usualPrinter.model);
  const [columns, setColumns] = useState<number | null>(printer?.columns ?? 48);
  const [hasDrawer, setHasDrawer] = useState(printer?.hasDrawer ?? false);
  const [drawer, setDrawer] = useState(printer?.drawer ?? usualPrinter.drawer);
  const [isOther, setIsOther] = useState(!usualColumns.some((usual) => Number(usual) === (printer?.columns ?? 48)));
  const chosen: Columns = isOther ? 'other' : (usualColumns.find((usual) => Number(usual) === columns) ?? 'other');

  const save = async (): Promise<string[]> => {
    const connection = connectionOf(draft);
    const found = draft.type === 'network' ? addressOf(draft.address) : nowhereOnNetwork;
    if (name.trim() === '') return [t('wrong.name')];
    if (found === null) return [t('wrong.printerAddress')];
    if (typeof connection === 'string') return [t(`wrong.${connection}`)];
    if (columns === null || columns < 20 || columns > 96) return [t('wrong.columns')];
    const id =
      printer?.id ??
      keyFrom(
        name,
        printers.map((one) => one.id),
        'printer',
      );
    const payload: Printer = {
      ...usualPrinter,
      ...printer,
      id,
      name: name.trim(),
      ...found,
      connection,
      model,
      columns,
      hasDrawer,
      drawer,
    };
    const edits: Put[] = [{ entity: 'printer', id, payload }];
    if (printers.length === 0)
      edits.push({ entity: 'settings', id: 'store', payload: { ...settings, receiptPrinterId: id } });
    return edit.put(edits);
  };

  const take = (found: FoundPrinter): void => {
    setDraft(connectionDraft(found.connection, found.connection.type === 'network' ? placeOf(found) : ''));
    setModel(found.modelSuggestion ?? usualPrinter.model);
    if (name.trim() === '' && found.makerAndModel !== null) setName(found.makerAndModel.slice(0, 60));
  };

  return (
    <EditSheet
      title={printer?.name ?? t('printer.add')}
      busy={edit.busy}
      onSave={save}
      onDelete={printer === null ? undefined : () => remove('printer', printer)}
      onClose={onClose}
    >
      <FindPrinters onChoose={take} />
      <TextField
        label={t('name')}
        placeholder={t('printer.example')}
        value={name}
        onChange={setName}
        required
        maxLength={60}
      />
      <ConnectionFields draft={draft} onChange={setDraft} />
      <ModelSelect
        value={model}
        onChange={(next) => {
          setModel(next.id);
          setColumns(next.columns);
          setIsOther(!usualColumns.some((usual) => Number(usual) === next.columns));
        }}
      />
      <RadioGroup
        label={t('printer.columns')}
        value={chosen}
        onChange={(next) => {
          setIsOther(next === 'other');
          if (next !== 'other') setColumns(Number(next));
        }}
        options={[
          { id: '48', label: t('printer.wide') },
          { id: '42', label: '42' },
          { id: '32', label: t('printer.narrow') },
          { id: 'other', label: t('printer.otherWidth') },
        ]}
      />
      {isOther && (
        <NumberField label={t('printer.columns')} value={columns} onChange={setColumns} min={20} max={96} steppers />
      )}
      <Switch isSelected={hasDrawer} onChange={setHasDrawer} description={t('printer.drawerText')}>
        {t('printer.drawer')}
      </Switch>
      {hasDrawer && <DrawerFields drawer={drawer} onChange={setDrawer} />}
      {hasDrawer &&
        (printer === null ? (
          <p className="text-sm text-muted">{t('learn.saveFirst')}</p>
        ) : (
          <LearnDrawer printerId={printer.id} drawer={drawer} onChange={setDrawer} />
        ))}
    </EditSheet>
  );
}
