import type { PrintJobShown } from '@auraconnect/shared/protocol/printing-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatTime } from '@auraconnect/shared/ui/format.ts';
import { useProblemWord } from '@auraconnect/shared/ui/printers/printer-sentence.ts';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import { useDesk } from '../../desk/desk-context.ts';
import { useTill } from '../../desk/till-context.ts';
import { useCommand } from '../../desk/use-command.ts';
import { useIndex } from '../../desk/use-store.ts';
import { codeOf } from '../../parts/fault-code.ts';
import { useWords, type WordKey } from '../../words/use-words.ts';
import { readOpenJobs } from '../store-admin.ts';

const stateWord: Record<PrintJobShown['state'], WordKey> = {
  queued: 'jobQueued',
  blocked: 'jobBlocked',
  sending: 'jobSending',
  confirmed: 'jobConfirmed',
  failed: 'jobFailed',
  unknown: 'jobUnknown',
  cancelled: 'jobCancelled',
};
const documentWord: Record<PrintJobShown['document'], WordKey> = {
  receipt: 'receipt',
  'kitchen-ticket': 'docTicket',
  'drawer-kick': 'docDrawer',
  'cash-report': 'docReport',
  'test-print': 'docTest',
};
type Decision = 'printed' | 'give-up' | 'reprint' | 'move';
const asksSomebody = ({ state }: PrintJobShown): boolean => state === 'unknown' || state === 'failed';

/** Every job that did not simply come out. Nobody prints twice without a person saying so. */
export function JobsCard(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const queries = useQueryClient();
  const command = useCommand();
  const jobs = useQuery({
    queryKey: ['print-jobs'],
    queryFn: () => readOpenJobs(till.api, person.staffToken),
    refetchInterval: 3_000,
  });
  async function decide({ jobId }: PrintJobShown, decision: Decision): Promise<void> {
    const needs = { permission: 'print.resolve', what: t('approveResolve') } as const;
    if (decision === 'move') await command('print.move', { jobId }, needs);
    else await command('print.resolve', { jobId, decision }, needs);
    await queries.invalidateQueries({ queryKey: ['print-jobs'] });
  }
  // What waits for a person comes before what only waits.
  const shown = (jobs.data ?? []).toSorted((one, other) => Number(asksSomebody(other)) - Number(asksSomebody(one)));
  return (
    <Card title={t('jobs')} description={t('jobsHow')} flush>
      {jobs.isPending ? (
        <SkeletonGroup className="flex flex-col gap-2 p-4">
          <Skeleton className="h-16 w-full" />
        </SkeletonGroup>
      ) : jobs.isError ? (
        <ErrorState title={t('jobsFailed')} supportCode={codeOf(jobs.error)} onRetry={() => void jobs.refetch()} />
      ) : shown.length === 0 ? (
        <EmptyState icon={<Printer />} title={t('jobsNone')} />
      ) : (
        <ul aria-label={t('jobs')} className="max-h-128 divide-y divide-line overflow-y-auto">
          {shown.map((job) => (
            <JobRow key={job.jobId} job={job} onDecide={(decision) => void decide(job, decision)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function JobRow({ job, onDecide }: { job: PrintJobShown; onDecide: (decision: Decision) => void }): ReactElement {
  const t = useWords();
  const problemWord = useProblemWord();
  const index = useIndex();
  const { locale, timeZone } = useUiSettings();
  const nameOf = (printerId: string): string => index.printers.get(printerId)?.name ?? printerId;
  const about = [
    t(documentWord[job.document]),
    job.stationId === null ? '' : (index.stations.get(job.stationId)?.name ?? ''),
    job.orderNumber === null ? '' : t('orderNumber', { number: job.orderNumber }),
  ];
  const where =
    job.backupFor === undefined
      ? nameOf(job.printerId)
      : t('jobStandsIn', { name: nameOf(job.printerId), from: nameOf(job.backupFor) });
  const why = job.reason === null && job.code === undefined ? null : problemWord(job);
  return (
    <li className="flex flex-col gap-2 px-5 py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="font-semibold">{about.filter(Boolean).join(' · ')}</span>
        <Badge tone={asksSomebody(job) ? 'danger' : 'info'}>{t(stateWord[job.state])}</Badge>
        <span className="text-muted tabular-nums">{formatTime(job.queuedAt, timeZone, locale)}</span>
      </p>
      <p className="text-sm text-muted">
        <bdi>{where}</bdi>
        {why !== null && `: ${why}`}
      </p>
      {asksSomebody(job) && (
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => onDecide('printed')}>{t('jobCameOut')}</Button>
          <Button variant="primary" onPress={() => onDecide('reprint')}>
            {t(job.document === 'drawer-kick' ? 'jobKickAgain' : 'jobReprint')}
          </Button>
          <GiveUp onPress={() => onDecide('give-up')} />
        </div>
      )}
      {job.state === 'queued' && (
        <div className="flex flex-wrap gap-2">
          {job.movesTo !== null && (
            <Button onPress={() => onDecide('move')}>{t('jobMove', { name: nameOf(job.movesTo) })}</Button>
          )}
          <GiveUp onPress={() => onDecide('give-up')} />
        </div>
      )}
    </li>
  );
}

function GiveUp({ onPress }: { onPress: () => void }): ReactElement {
  const t = useWords();
  return (
    <Button variant="quiet" className="text-danger!" onPress={onPress}>
      {t('jobGiveUp')}
    </Button>
  );
}
