import { testPaper } from '@auraconnect/shared/receipt/paper-for.ts';
import type { PrintCommand } from '@auraconnect/shared/receipt/print-commands.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { mayDo } from '@auraconnect/shared/staff/roles.ts';
import type { SignedInContext } from './decide-command.ts';
import { accept, type Decision, refuse } from './decision.ts';

/** Nothing is known to be wrong with these, or they are at rest: there is nothing for a person to decide. */
const settled: ReadonlySet<PrintJob['state']> = new Set(['sending', 'confirmed', 'cancelled']);

export function decidePrint(command: PrintCommand, context: SignedInContext): Decision {
  const permission = 'print.resolve';
  if (!mayDo(context.actor, context.approver, permission).allowed) return refuse('permission_needed', { permission });
  const { view } = context;
  if (command.type === 'print.test') {
    const { printerId } = command.payload;
    return view.index().printers.has(printerId)
      ? accept([], [testPaper(printerId)])
      : refuse('printer_unknown', { printerId });
  }
  const { jobId, decision } = command.payload;
  const job = view.printJob(jobId);
  if (job === null) return refuse('print_job_unknown', { jobId });
  if (settled.has(job.state)) return refuse('print_job_settled', { jobId, state: job.state });
  const outcome = decision === 'printed' ? 'printed' : 'given-up';
  const { printerId, document, subject } = job;
  // A drawer kick is never retried by a machine; a person who asks for it again gets a kick, which needs no COPY.
  const again = { printerId, document, subject, copy: document !== 'drawer-kick' };
  return accept([{ type: 'print.resolved', payload: { jobId, outcome } }], decision === 'reprint' ? [again] : []);
}
