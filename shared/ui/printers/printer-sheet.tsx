import { useState, type ReactElement } from 'react';
import type { Printer } from '../../src/menu/catalogue.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { EditSheet } from '../edit-sheet.tsx';
import { fewNames } from '../few-names.ts';
import { Switch } from '../switch.tsx';
import { TextField } from '../text-field.tsx';
import { useUiWords } from '../ui-provider.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { DrawerFields } from './drawer-fields.tsx';
import { FindPrinters } from './find-printers.tsx';
import { usePrinterFormWords } from './form-words/form-words.ts';
import { LearnDrawer } from './learn-drawer.tsx';
import { ModelSelect } from './model-select.tsx';
import { isReachedAs, type PrinterDraft, printerDraft, printerFrom, withFound, withModel } from './printer-draft.ts';
import type { Answered, PrinterHands } from './printer-hands.ts';
import { printerUses } from './printer-uses.ts';
import { SaveToTry } from './save-to-try.tsx';
import { WidthFields } from './width-fields.tsx';

export interface PrinterSheetProps {
  /** Null: a new one. */
  printer: Printer | null;
  hands: PrinterHands;
  onClose(): void;
}

/** A printer, how it is reached, and the drawer on its cable. The first one of a store prints the receipts as well. */
export function PrinterSheet({ printer, hands, onClose }: PrinterSheetProps): ReactElement {
  const t = usePrinterFormWords();
  const words = useUiWords();
  const { printers } = hands.catalogue;
  /** As the store has it, as far as this form knows. */
  const [saved, setSaved] = useState(printer);
  const [draft, setDraft] = useState(() => printerDraft(printer));
  const [busy, setBusy] = useState(false);
  /** Somebody is asked whether the printer shall go, and who waits for the answer. */
  const [asked, setAsked] = useState<((goes: boolean) => void) | null>(null);
  const change = (part: Partial<PrinterDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const { name, connection, model, columns, hasDrawer, drawer } = draft;

  const whileBusy = async (work: () => Promise<Answered>): Promise<Answered> => {
    setBusy(true);
    try {
      return await work();
    } finally {
      setBusy(false);
    }
  };
  const save = async (): Promise<Answered> => {
    const made = printerFrom(draft, saved, printers);
    if (typeof made === 'string') return [t(`wrong.${made}`)];
    const answered = await whileBusy(() => hands.save(made, printers.length === 0));
    if (answered?.length === 0) {
      setSaved(made);
      // With what somebody else changed, or the next save would take it for typed here. What is typed meanwhile stays.
      setDraft((now) => (now === draft ? printerDraft(made) : now));
    }
    return answered;
  };
  const remove = async (gone: Printer): Promise<Answered> => {
    const uses = printerUses(hands.catalogue, gone.id);
    if (uses.length > 0) return [t('stillUsed', { name: gone.name, by: fewNames(uses) })];
    const goes = await new Promise<boolean>((resolve) => setAsked(() => resolve));
    setAsked(null);
    return goes ? whileBusy(() => hands.remove(gone)) : null;
  };

  return (
    <EditSheet
      title={saved?.name ?? t('add')}
      busy={busy}
      onSave={save}
      onDelete={saved === null ? undefined : () => remove(saved)}
      onClose={onClose}
    >
      <FindPrinters hands={hands} onChoose={(found) => setDraft((before) => withFound(before, found))} />
      <TextField
        label={t('name')}
        placeholder={t('example')}
        value={name}
        onChange={(next) => change({ name: next })}
        required
        maxLength={60}
      />
      <ConnectionFields draft={connection} onChange={(next) => change({ connection: next })} />
      <ModelSelect hands={hands} value={model} onChange={(next) => setDraft((before) => withModel(before, next))} />
      <WidthFields key={model} columns={columns} onChange={(next) => change({ columns: next })} />
      <Switch isSelected={hasDrawer} onChange={(next) => change({ hasDrawer: next })} description={t('drawerText')}>
        {t('drawer')}
      </Switch>
      {hasDrawer && <DrawerFields drawer={drawer} onChange={(next) => change({ drawer: next })} />}
      {hasDrawer &&
        (saved !== null && isReachedAs(draft, saved) ? (
          <LearnDrawer
            hands={hands}
            printerId={saved.id}
            drawer={drawer}
            onChange={(next) => change({ drawer: next })}
          />
        ) : (
          <SaveToTry busy={busy} onSave={save} />
        ))}
      {saved !== null && asked !== null && (
        <ConfirmDialog
          isOpen
          title={t('removing.ask', { name: saved.name })}
          confirmLabel={words('delete')}
          cancelLabel={t('removing.keep')}
          onConfirm={() => asked(true)}
          onCancel={() => asked(false)}
        >
          {t('removing.text')}
        </ConfirmDialog>
      )}
    </EditSheet>
  );
}
