import { useQueryClient } from '@tanstack/react-query';
import { Check, Copy, KeyRound, LoaderCircle } from 'lucide-react';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClaimCodeAnswer, ClaimCodeRow } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatElapsed } from '@auraconnect/shared/ui/format.ts';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { useCloud, useCloudAction } from '../cloud/use-cloud.ts';
import { sentenceOf } from '../parts/fault-words.ts';
import { useMoments } from '../parts/moments.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { goTo } from '../place/place.ts';
import { useHref } from '../place/store-scope.ts';
import { useStoresInSight } from '../shell/stores-in-sight.ts';

const lookMs = 2_000;

/** Ties one store to the account: a code that is shown once, typed into the box, and gone. */
export function ClaimSteps({ onDone }: { onDone?: () => void }): ReactElement {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const make = useCloudAction<{ note: string }, ClaimCodeAnswer>(
    () => '/claim-codes',
    (request) => request,
  );
  const made = make.data;
  if (made !== undefined) return <CodeMade made={made} onAgain={() => make.reset()} onDone={onDone} />;
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ note: note.trim() });
      }}
    >
      {make.error !== null && (
        <ProblemNote supportCode={make.error.supportCode}>{sentenceOf(make.error, t)}</ProblemNote>
      )}
      <TextField
        label={t('claim.note')}
        description={t('claim.noteHint')}
        maxLength={120}
        value={note}
        onChange={setNote}
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        icon={<KeyRound />}
        busy={make.isPending}
        className="self-start"
      >
        {t('claim.make')}
      </Button>
      <OpenCodes />
    </form>
  );
}

interface CodeMadeProps {
  made: ClaimCodeAnswer;
  onAgain: () => void;
  onDone: (() => void) | undefined;
}

function CodeMade({ made, onAgain, onDone }: CodeMadeProps): ReactElement {
  const { t } = useTranslation();
  const href = useHref();
  const queries = useQueryClient();
  const nowMs = useNow();
  const { stores } = useStoresInSight();
  const { data } = useCloud<{ codes: ClaimCodeRow[] }>('/claim-codes', {}, { everyMs: lookMs });
  // The list never repeats a code: its moment of expiry tells which row is ours.
  const usedBy =
    data?.codes.find(({ expiresAt }) => Date.parse(expiresAt) === Date.parse(made.expiresAt))?.usedByStoreId ?? null;
  const store = stores.find(({ storeId }) => storeId === usedBy);
  const leftMs = Date.parse(made.expiresAt) - nowMs;
  useEffect(() => {
    if (usedBy !== null) void queries.invalidateQueries({ queryKey: ['/stores'] });
  }, [usedBy, queries]);

  if (usedBy !== null) {
    return (
      <div role="status" className="flex flex-col items-start gap-4">
        <p className="flex items-center gap-3 text-base font-semibold text-positive">
          <Check className="size-6" aria-hidden="true" />
          {store === undefined ? t('claim.connected') : t('claim.connectedAs', { store: store.name })}
        </p>
        <p className="text-sm text-muted">{t('claim.connectedHint')}</p>
        <Button
          variant="primary"
          size="lg"
          onPress={() => {
            onDone?.();
            goTo(href(`/stores/${usedBy}`));
          }}
        >
          {t('claim.toStore')}
        </Button>
      </div>
    );
  }
  if (leftMs <= 0) {
    return (
      <div className="flex flex-col items-start gap-4">
        <ProblemNote>{t('claim.expired')}</ProblemNote>
        <Button variant="primary" onPress={onAgain}>
          {t('claim.another')}
        </Button>
      </div>
    );
  }
  const cloudUrl = window.location.origin;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col items-center gap-2 rounded-lg bg-sunken px-4 py-6">
        <p
          className="font-mono text-xl font-semibold tracking-widest whitespace-nowrap select-all sm:text-2xl"
          dir="ltr"
        >
          {made.code}
        </p>
        <p className="text-sm text-muted tabular-nums">{t('claim.shownOnce', { time: formatElapsed(leftMs) })}</p>
        <CopyButton text={made.code} />
      </div>
      <ol className="flex flex-col gap-4 text-sm">
        <Step number={1}>{t('claim.step1')}</Step>
        <Step number={2}>
          {t('claim.step2')}
          <span className="mt-1 block font-mono text-muted select-all" dir="ltr">
            {cloudUrl}
          </span>
        </Step>
        <Step number={3}>{t('claim.step3')}</Step>
      </ol>
      <p role="status" className="flex items-center gap-2.5 text-sm font-medium text-info">
        <LoaderCircle className="size-5 animate-spin" aria-hidden="true" />
        {t('claim.waiting')}
      </p>
    </div>
  );
}

function Step({ number, children }: { number: number; children: ReactNode }): ReactElement {
  return (
    <li className="flex gap-3">
      <span
        className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent tabular-nums"
        aria-hidden="true"
      >
        {number}
      </span>
      <span className="min-w-0 pt-0.5">{children}</span>
    </li>
  );
}

function CopyButton({ text }: { text: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Button
      variant="quiet"
      icon={<Copy />}
      onPress={() => {
        // Browsers copy only on https and localhost; the code can always be selected.
        const copied: Promise<void> =
          'clipboard' in navigator ? navigator.clipboard.writeText(text) : Promise.reject(new Error('no clipboard'));
        copied.then(
          () => toasts.show({ tone: 'positive', message: t('claim.copied') }),
          () => toasts.show({ tone: 'warning', message: t('claim.notCopied') }),
        );
      }}
    >
      {t('claim.copy')}
    </Button>
  );
}

/** Codes that were made and are still good: never the codes themselves. */
function OpenCodes(): ReactElement | null {
  const { t } = useTranslation();
  const moments = useMoments();
  const nowMs = useNow();
  const { data } = useCloud<{ codes: ClaimCodeRow[] }>('/claim-codes');
  const open = (data?.codes ?? []).filter((code) => code.usedByStoreId === null && Date.parse(code.expiresAt) > nowMs);
  if (open.length === 0) return null;
  return (
    <div className="border-t border-line pt-4 text-sm">
      <p className="font-semibold">{t('claim.open', { count: open.length })}</p>
      <ul className="mt-1 text-muted">
        {open.map(({ note, createdAt, expiresAt }) => (
          <li key={`${createdAt} ${note}`} dir="auto">
            {note === '' ? t('claim.noNote') : note} · {t('claim.until', { time: moments.timeOrDate(expiresAt) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
