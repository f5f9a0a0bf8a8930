import type { AgainSubject } from '@auraconnect/shared/receipt/print-job.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useDesk } from '../../desk/desk-context.ts';
import { useTill } from '../../desk/till-context.ts';
import { useCommand } from '../../desk/use-command.ts';
import { useIndex } from '../../desk/use-store.ts';
import { codeOf } from '../../parts/fault-code.ts';
import { PaperView } from '@auraconnect/shared/ui/paper-view.tsx';
import { useWords } from '../../words/use-words.ts';
import { readPaperPreview } from '../store-admin.ts';

export interface AgainSheetProps {
  title: string;
  subject: AgainSubject;
  onClose: () => void;
}

/** The paper as it would come out, and the printer at which it shall. */
export function AgainSheet({ title, subject, onClose }: AgainSheetProps): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const { printers } = useIndex().catalogue;
  const command = useCommand();
  const [chosen, setChosen] = useState<string | null>(null);
  const preview = useQuery({
    queryKey: ['paper-preview', subject],
    queryFn: () => readPaperPreview(till.api, person.staffToken, subject),
    staleTime: 0,
    gcTime: 0,
  });
  const printerId = chosen ?? preview.data?.printerId ?? null;
  async function print(): Promise<void> {
    onClose();
    const outcome = await command(
      'print.again',
      { subject, printerId: chosen },
      { permission: 'print.resolve', what: t('againPrint') },
    );
    if (outcome === 'done') toasts.show({ tone: 'positive', message: t('printQueued') });
  }
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      size="lg"
      footer={
        <div className="flex flex-wrap items-end gap-3">
          <Select
            label={t('routePrinter')}
            options={printers.map(({ id, name }) => ({ id, label: name }))}
            value={printerId}
            onChange={setChosen}
            className="min-w-48 grow"
          />
          <Button
            variant="primary"
            size="lg"
            icon={<Printer />}
            disabled={printerId === null || preview.data === undefined}
            onPress={() => void print()}
          >
            {t('againPrint')}
          </Button>
        </div>
      }
    >
      {preview.isPending ? (
        <SkeletonGroup className="flex flex-col gap-3">
          <Skeleton className="h-96 w-full" />
        </SkeletonGroup>
      ) : preview.isError ? (
        <ErrorState
          title={t('againFailed')}
          supportCode={codeOf(preview.error)}
          onRetry={() => void preview.refetch()}
        />
      ) : (
        <PaperView document={preview.data.document} columns={preview.data.columns} />
      )}
    </Sheet>
  );
}
