import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterHands } from '@auraconnect/shared/ui/printers/printer-hands.ts';
import { sentenceOf, sentencesOf } from '../link/fault.ts';
import { findPrinters, readDrawer, readFoundPrinters, readPrinterModels } from '../link/setup-api.ts';
import { useStore } from '../store/store-context.ts';
import { type Put, useEdit } from '../store/use-edit.ts';
import { useRemove } from './use-remove.ts';

/** What the form of a printer needs done, by this page's edits and with the sign-in of whoever is here. */
export function usePrinterHands(): PrinterHands {
  const { t } = useTranslation();
  const { link, person, answer } = useStore();
  const { put, remove } = useEdit();
  const removeEntry = useRemove({ put, remove });
  const { staffToken } = person;
  const { catalogue, entries } = answer;
  const asking = useMemo(
    () => ({
      cannotLook: null,
      models: () => readPrinterModels(link.api),
      startSearch: () => findPrinters(link.api, staffToken),
      readSearch: () => readFoundPrinters(link.api, staffToken),
      readDrawer: (printerId: string) => readDrawer(link.api, printerId, staffToken),
    }),
    [link, staffToken],
  );
  return {
    ...asking,
    catalogue,
    save(printer, withReceipts) {
      const edits: Put[] = [{ entity: 'printer', id: printer.id, payload: printer }];
      if (withReceipts) {
        const settings = entries.find(({ entity }) => entity === 'settings')?.payload ?? catalogue.settings;
        edits.push({ entity: 'settings', id: 'store', payload: { ...settings, receiptPrinterId: printer.id } });
      }
      return put(edits);
    },
    remove: (printer) => removeEntry('printer', printer),
    async tryDrawer(printerId, pin) {
      const outcome = await link.act({ type: 'print.try_drawer', payload: { printerId, pin }, staffToken });
      return outcome.status === 'accepted' ? [] : sentencesOf(outcome.refusal, t);
    },
    sentenceOf: (fault) => sentenceOf(fault, t),
  };
}
