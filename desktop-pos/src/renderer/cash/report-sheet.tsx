import type { CashReport } from '@auraconnect/shared/cash/cash.ts';
import { cashReportDocument } from '@auraconnect/shared/receipt/cash-report-document.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useCommand } from '../desk/use-command.ts';
import { useIndex } from '../desk/use-store.ts';
import { useReceiptColumns } from '../orders/receipt-sheet.tsx';
import { codeOf } from '../parts/fault-code.ts';
import { useDeviceName } from '../parts/use-device-name.ts';
import { PaperView } from '@auraconnect/shared/ui/paper-view.tsx';
import { useWords } from '../words/use-words.ts';

export interface ReportLook {
  sessionId: string;
  /** One that was filed to the session's Z, as the session has it; null for the reading or the Z itself. */
  supplement: { number: number; report: CashReport } | null;
}

/** An X reading of an open drawer, the numbered Z of a closed one, or a supplement of it, as it is printed. */
export function ReportSheet({ look, onClose }: { look: ReportLook; onClose: () => void }): ReactElement {
  const { sessionId, supplement } = look;
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const command = useCommand();
  const report = useQuery({
    queryKey: ['cash-report', sessionId],
    enabled: supplement === null,
    queryFn: () => till.api.cashReport(sessionId, { staffToken: person.staffToken }),
    staleTime: 0,
    gcTime: 0,
  });
  const data = supplement?.report ?? report.data;
  const ofZ = data === undefined || data.zNumber === null ? t('xReading') : t('zReport', { number: data.zNumber });
  const print = (): void =>
    void command('cash.print_x', { sessionId }, { permission: 'cash.report', what: t('xReading') });
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={supplement === null ? ofZ : t('supplementOf', { number: supplement.number, of: ofZ })}
      size="lg"
      footer={
        data?.zNumber === null ? (
          <Button icon={<Printer />} onPress={print}>
            {t('print')}
          </Button>
        ) : undefined
      }
    >
      {data !== undefined ? (
        <ReportView report={data} supplement={supplement?.number ?? null} />
      ) : report.isError ? (
        <ErrorState
          title={t('reportFailed')}
          stillWorks={t('reportFailedStill')}
          supportCode={codeOf(report.error)}
          onRetry={() => void report.refetch()}
        />
      ) : (
        <SkeletonGroup className="flex flex-col gap-3">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-96 w-full" />
        </SkeletonGroup>
      )}
    </Sheet>
  );
}

function ReportView({ report, supplement }: { report: CashReport; supplement: number | null }): ReactElement {
  const t = useWords();
  const index = useIndex();
  const deviceName = useDeviceName(report.deviceId);
  const columns = useReceiptColumns();
  const difference = report.differenceMinor;
  return (
    <div className="flex flex-col gap-4">
      {difference !== null && (
        <p
          role="status"
          className={`flex items-baseline justify-between gap-4 rounded-lg p-4 text-lg font-semibold ${difference === 0 ? 'bg-positive-soft text-positive' : 'bg-warning-soft text-warning'}`}
        >
          {difference === 0 ? t('drawerExact') : difference > 0 ? t('drawerOver') : t('drawerShort')}
          {difference !== 0 && <MoneyText amountMinor={difference} showPlus />}
        </p>
      )}
      <PaperView
        document={cashReportDocument(report, index, {
          copy: false,
          supplement,
          deviceName,
        })}
        columns={columns}
      />
    </div>
  );
}
