import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import { useCommand } from '../desk/use-command.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex } from '../desk/use-store.ts';
import { codeOf } from '../parts/fault-code.ts';
import { useWords, type WordKey } from '../words/use-words.ts';
import { readOpenJobs } from './store-admin.ts';

const stateWord: Record<PrintJob['state'], WordKey> = {
  queued: 'jobQueued',
  blocked: 'jobBlocked',
  sending: 'jobSending',
  confirmed: 'jobConfirmed',
  failed: 'jobFailed',
  unknown: 'jobUnknown',
  cancelled: 'jobCancelled',
};
const documentWord: Record<PrintJob['document'], WordKey> = {
  receipt: 'receipt',
  'kitchen-ticket': 'docTicket',
  'drawer-kick': 'docDrawer',
  'cash-report': 'docReport',
  'test-print': 'docTest',
};

/** The printers, and every job that did not simply come out. Nobody prints twice without a person saying so. */
export function PrintingTab(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const queries = useQueryClient();
  const index = useIndex();
  const command = useCommand();
  const status = useSignal(till.status);
  const jobs = useQuery({
    queryKey: ['print-jobs'],
    queryFn: () => readOpenJobs(till.api, person.staffToken),
    refetchInterval: 3_000,
  });

  async function resolve(job: PrintJob, decision: 'printed' | 'give-up' | 'reprint'): Promise<void> {
    await command(
      'print.resolve',
      { jobId: job.jobId, decision },
      { permission: 'print.resolve', what: t('approveResolve') },
    );
    await queries.invalidateQueries({ queryKey: ['print-jobs'] });
  }
  async function test(printerId: string): Promise<void> {
    const outcome = await command('print.test', { printerId }, { permission: 'print.resolve', what: t('testPrint') });
    if (outcome === 'done') toasts.show({ message: t('printQueued') });
  }

  return (
    <div className="flex flex-col gap-4">
      <Card title={t('printers')} flush>
        {index.catalogue.printers.length === 0 ? (
          <EmptyState icon={<Printer />} title={t('printersNone')} />
        ) : (
          <ul className="divide-y divide-line">
            {index.catalogue.printers.map((printer) => {
              const state = status?.printers.find((one) => one.printerId === printer.id);
              const level =
                state === undefined
                  ? 'off'
                  : state.state === 'ok'
                    ? 'ok'
                    : state.state === 'offline'
                      ? 'danger'
                      : 'warning';
              const word =
                state === undefined
                  ? t('healthUnknown')
                  : state.state === 'ok'
                    ? t('printerOk')
                    : (state.reason ?? t('printerOffline'));
              return (
                <li key={printer.id} className="flex min-h-16 flex-wrap items-center gap-3 px-5 py-2">
                  <span className="min-w-40 grow">
                    <span className="block text-sm font-semibold">{printer.name}</span>
                    <StatusDot status={level} label={word} className="text-xs text-muted" />
                  </span>
                  {state !== undefined && state.waiting > 0 && (
                    <Badge tone="info">{t('jobsWaiting', { count: state.waiting })}</Badge>
                  )}
                  <Button onPress={() => void test(printer.id)}>{t('testPrint')}</Button>
                </li>
              );
            })}
          </ul>
        )}
      </Card>
      <Card title={t('jobs')} description={t('jobsHow')} flush>
        {jobs.isPending ? (
          <SkeletonGroup className="flex flex-col gap-2 p-4">
            <Skeleton className="h-16 w-full" />
          </SkeletonGroup>
        ) : jobs.isError ? (
          <ErrorState title={t('jobsFailed')} supportCode={codeOf(jobs.error)} onRetry={() => void jobs.refetch()} />
        ) : jobs.data.length === 0 ? (
          <EmptyState icon={<Printer />} title={t('jobsNone')} />
        ) : (
          <ul className="divide-y divide-line">
            {jobs.data.map((job) => (
              <JobRow
                key={job.jobId}
                job={job}
                printerName={index.printers.get(job.printerId)?.name ?? job.printerId}
                onResolve={(decision) => void resolve(job, decision)}
              />
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

interface JobRowProps {
  job: PrintJob;
  printerName: string;
  onResolve: (decision: 'printed' | 'give-up' | 'reprint') => void;
}

function JobRow({ job, printerName, onResolve }: JobRowProps): ReactElement {
  const t = useWords();
  const { locale, timeZone } = useUiSettings();
  const asks = job.state === 'unknown' || job.state === 'failed';
  return (
    <li className="flex flex-col gap-2 px-5 py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="font-semibold">
          {t(documentWord[job.document])} · {printerName}
        </span>
        <Badge tone={asks ? 'danger' : 'info'}>{t(stateWord[job.state])}</Badge>
        <span className="text-muted tabular-nums">{formatTime(job.queuedAt, timeZone, locale)}</span>
      </p>
      {job.reason !== null && <p className="text-sm text-muted">{job.reason}</p>}
      {asks && (
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => onResolve('printed')}>{t('jobCameOut')}</Button>
          <Button variant="primary" onPress={() => onResolve('reprint')}>
            {t('jobReprint')}
          </Button>
          <Button variant="quiet" className="text-danger!" onPress={() => onResolve('give-up')}>
            {t('jobGiveUp')}
          </Button>
        </div>
      )}
    </li>
  );
}
