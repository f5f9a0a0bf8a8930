import { StoreProblem } from '@auraconnect/shared/client/store-fault.ts';
import type { CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import type { Answered, PrinterHands } from '@auraconnect/shared/ui/printers/printer-hands.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useMemo } from 'react';
import { useDesk, useMay } from '../../desk/desk-context.ts';
import { useTill } from '../../desk/till-context.ts';
import { useCommand } from '../../desk/use-command.ts';
import { useIndex } from '../../desk/use-store.ts';
import { useWordOr, useWords } from '../../words/use-words.ts';
import { findPrinters, readDrawer, readFoundPrinters, readPrinterModels } from '../store-admin.ts';

/** What the form of a printer needs done, by this till's commands: a manager approves what somebody else may not. */
export function usePrinterHands(): PrinterHands {
  const t = useWords();
  const wordOr = useWordOr();
  const till = useTill();
  const command = useCommand();
  const { catalogue } = useIndex();
  const { staffToken } = useDesk().person;
  const mayChange = useMay('store.edit');
  const isAlone = useSignal(till.alone);
  const asking = useMemo(
    () => ({
      models: () => readPrinterModels(till.api),
      startSearch: () => findPrinters(till.api, staffToken),
      readSearch: () => readFoundPrinters(till.api, staffToken),
      readDrawer: (printerId: string) => readDrawer(till.api, staffToken, printerId),
    }),
    [till, staffToken],
  );
  /** @param later what it counts as when the answer has not come in time, and the command is kept on this till */
  const send = async <T extends CommandType>(
    type: T,
    payload: CommandPayload<T>,
    later: Answered = [],
  ): Promise<Answered> => {
    // Kept for later it would overwrite what somebody changes until then.
    if (isAlone) return [t('printersAlone')];
    const refusals: string[] = [];
    const outcome = await command(type, payload, {
      permission: 'store.edit',
      what: t('approvePrinter'),
      onRefused: (sentence) => refusals.push(sentence),
    });
    if (outcome === 'done') return [];
    // That it comes later, or could not be kept, has been told in a toast.
    return outcome === 'later' ? later : refusals.length > 0 ? refusals : null;
  };
  return {
    ...asking,
    catalogue,
    cannotLook: isAlone ? t('printersAlone') : mayChange ? null : t('printersNoLook'),
    save(printer, withReceipts) {
      const { settings } = catalogue;
      const receipts = { ...settings, receiptPrinterId: printer.id };
      return send('catalogue.put', {
        entries: [
          { entity: 'printer', id: printer.id, payload: { ...printer } },
          ...(withReceipts ? [{ entity: 'settings', id: 'store', payload: receipts } as const] : []),
        ],
      });
    },
    remove: ({ id }) => send('catalogue.delete', { entity: 'printer', id }),
    tryDrawer: (printerId, pin) => send('print.try_drawer', { printerId, pin }, null),
    sentenceOf: (fault) =>
      fault instanceof StoreProblem ? wordOr(`refusal_${fault.code}`, fault.title) : t('printersAlone'),
  };
}
