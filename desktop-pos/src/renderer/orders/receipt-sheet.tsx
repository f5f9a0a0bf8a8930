import type { Order } from '@auraconnect/shared/order/order.ts';
import { receiptDocument } from '@auraconnect/shared/receipt/receipt-document.ts';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { useMemo, type ReactElement } from 'react';
import { useIndex } from '../desk/use-store.ts';
import { PaperView } from '@auraconnect/shared/ui/paper-view.tsx';
import { useWords } from '../words/use-words.ts';

const usualColumns = 42;

/** Columns of the store's receipt paper. */
export function useReceiptColumns(): number {
  const index = useIndex();
  const { receiptPrinterId } = index.settings;
  return receiptPrinterId === null ? usualColumns : (index.printers.get(receiptPrinterId)?.columns ?? usualColumns);
}

export function useReceipt(order: Order): ReturnType<typeof receiptDocument> {
  const index = useIndex();
  return useMemo(() => receiptDocument(order, index, { copy: false }), [order, index]);
}

/** The receipt as paper, to show a guest or to look at. */
export function ReceiptSheet({ order, onClose }: { order: Order; onClose: () => void }): ReactElement {
  const t = useWords();
  const document = useReceipt(order);
  const columns = useReceiptColumns();
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('receipt')} size="lg">
      <PaperView document={document} columns={columns} />
    </Sheet>
  );
}
