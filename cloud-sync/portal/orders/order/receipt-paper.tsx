import { Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { PaperView } from '@auraconnect/shared/ui/paper-view.tsx';
import './receipt-paper.css';

/** 80 mm paper in the letters of every receipt printer. */
const usualColumns = 42;

interface ReceiptPaperProps {
  document: PrintDocument;
  /** Says how wide the store's paper is. Null: not here yet. */
  index: CatalogueIndex | null;
}

/** The receipt as the store's own printer makes it, for the owner's browser to print as well. */
export function ReceiptPaper({ document: receipt, index }: ReceiptPaperProps): ReactElement {
  const { t } = useTranslation();
  const printerId = index?.settings.receiptPrinterId ?? null;
  const columns = (printerId === null ? undefined : index?.printers.get(printerId)?.columns) ?? usualColumns;
  return (
    <section className="flex flex-col items-center gap-3" aria-label={t('order.receipt')}>
      <div className="receipt-paper w-full" lang={receipt.locale}>
        <PaperView document={receipt} columns={columns} />
      </div>
      <Button variant="quiet" icon={<Printer />} onPress={() => window.print()} className="print:hidden">
        {t('order.printReceipt')}
      </Button>
    </section>
  );
}
