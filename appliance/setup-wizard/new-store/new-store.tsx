import { ArrowLeft, ArrowRight, Store } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StoreProblem } from '@auraconnect/shared/client/store-fault.ts';
import type { ClaimStoreRequest, SetupState } from '@auraconnect/shared/protocol/setup-api.ts';
import type { SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { ProgressBar } from '@auraconnect/shared/ui/progress-bar.tsx';
import { codeOf, sentenceOf, sentencesOf } from '../link/fault.ts';
import { applianceApi, readLocalPeople, setUp } from '../link/setup-api.ts';
import { PageHeader } from '../parts/page-header.tsx';
import { useHash } from '../parts/use-hash.ts';
import {
  isDone,
  problemsOf,
  reachableStep,
  stepsFor,
  type Answers,
  type FieldProblems,
  type StepId,
} from './answers.ts';
import { emptyAnswers, forgetDraft, keepDraft, readDraft } from './draft.ts';
import { claimOf, setupRequestOf } from './found-store.ts';
import { guessPlace, usualTaxKind } from './regions.ts';
import { ReceiptPreview } from './receipt-preview.tsx';
import { StepQuestion } from './step-question.tsx';

/** A store that was just made: this browser's key, its owner signed in, and what is still to be written. */
export interface Founded {
  identity: DeviceIdentity;
  signIn: SignInAnswer;
  answers: Answers;
  claim: ClaimStoreRequest | null;
}

export interface NewStoreProps {
  state: SetupState;
  onFounded(made: Founded): void;
  /** Somebody else set it up meanwhile. */
  onNotNew(): void;
}

function firstAnswers(): Answers {
  const place = guessPlace(new Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.languages);
  return readDraft(emptyAnswers(place, usualTaxKind(place.country), ''));
}

/** One question per screen, until there is a store. */
export function NewStore({ state, onFounded, onNotNew }: NewStoreProps): ReactElement {
  const { t } = useTranslation();
  const steps = useMemo(() => stepsFor(state.codeNeeded), [state.codeNeeded]);
  const [answers, setAnswers] = useState<Answers>(firstAnswers);
  const [place, go] = useHash();
  const step = reachableStep(place as StepId, steps, answers);
  // Problems are said once somebody has tried to go on from a step.
  const [tried, setTried] = useState<StepId | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const number = steps.indexOf(step) + 1;
  const problems: FieldProblems = tried === step ? problemsOf(step, answers) : {};

  const change = useCallback((part: Partial<Answers>) => setAnswers((before) => ({ ...before, ...part })), []);
  useEffect(() => keepDraft(answers), [answers]);
  useEffect(() => {
    if (step !== place) go(step, true);
  }, [step, place, go]);
  useEffect(() => {
    setFault(null);
    // Read aloud where we are; fields that want the focus take it themselves.
    if (document.activeElement === null || document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [step]);

  // Below the fold nobody would see what is missing.
  useEffect(() => {
    if (tried !== null) document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus();
  }, [tried]);

  const found = async (): Promise<void> => {
    const deviceName = t('device.name');
    const api = applianceApi(null);
    try {
      const { device, signIn } = await setUp(api, setupRequestOf(answers, state.codeNeeded, deviceName));
      forgetDraft();
      onFounded({
        identity: { ...device, baseUrl: api.baseUrl, deviceName },
        signIn,
        answers,
        claim: claimOf(answers),
      });
      go('ready', true);
    } catch (problem) {
      if (problem instanceof StoreProblem && problem.code === 'store_not_new') return onNotNew();
      if (problem instanceof StoreProblem && problem.code.startsWith('setup_code')) go('code');
      setFault(problem);
    }
  };

  const next = async (): Promise<void> => {
    if (!isDone(step, answers)) return setTried(step);
    setTried(null);
    setBusy(true);
    try {
      if (step === 'check') return await found();
      if (step === 'code') await readLocalPeople(applianceApi(null), answers.consoleCode.trim());
      setFault(null);
      go(steps[number] ?? 'check');
    } catch (problem) {
      setFault(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeader title={answers.storeName.trim() || t('new.title')} />
      <div className="mx-auto grid w-full max-w-5xl gap-x-12 px-4 pb-36 lg:grid-cols-[minmax(0,1fr)_23rem] lg:pb-12">
        <form
          className="flex min-w-0 flex-col gap-6 pt-5"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void next();
          }}
        >
          <ProgressBar label={t('new.progress', { number, count: steps.length })} value={number} max={steps.length} />
          <main className="flex flex-col gap-5">
            <div>
              <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
                {t(`ask.${step}.title`)}
              </h1>
              <p className="mt-1 max-w-prose text-base text-muted">{t(`ask.${step}.text`)}</p>
            </div>
            <StepQuestion step={step} state={state} answers={answers} problems={problems} onChange={change} onGo={go} />
            {fault !== null && <SetupFault fault={fault} />}
          </main>
          <div className="fixed inset-x-0 bottom-0 z-10 flex gap-3 border-t border-line bg-surface p-4 lg:static lg:border-0 lg:bg-transparent lg:p-0">
            {number > 1 && (
              <Button
                size="lg"
                variant="secondary"
                icon={<ArrowLeft className="rtl:-scale-x-100" aria-hidden="true" />}
                onPress={() => go(steps[number - 2] ?? 'name')}
              >
                {t('back')}
              </Button>
            )}
            <Button
              type="submit"
              size="lg"
              variant="primary"
              busy={busy}
              className="grow lg:grow-0"
              icon={step === 'check' ? <Store aria-hidden="true" /> : undefined}
              trailing={step === 'check' ? undefined : <ArrowRight className="rtl:-scale-x-100" aria-hidden="true" />}
            >
              {step === 'check' ? t('new.make') : t('next')}
            </Button>
          </div>
        </form>
        <aside className="mt-8 lg:mt-5" aria-label={t('preview.title')}>
          <ReceiptPreview answers={answers} />
        </aside>
      </div>
    </>
  );
}

function SetupFault({ fault }: { fault: unknown }): ReactElement {
  const { t } = useTranslation();
  const more =
    fault instanceof StoreProblem && fault.code === 'catalogue_invalid'
      ? sentencesOf({ code: fault.code, message: fault.title, data: fault.problem.data ?? {} }, t).join(' ')
      : undefined;
  return <ErrorState title={sentenceOf(fault, t)} whatToDo={more} supportCode={codeOf(fault)} />;
}
