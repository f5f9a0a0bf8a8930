import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatAge, formatTime } from '@auraconnect/shared/ui/format.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { usePrinterSentence } from '@auraconnect/shared/ui/printers/printer-sentence.ts';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useState, type ReactElement } from 'react';
import { Button as PressButton } from 'react-aria-components/Button';
import { useDesk } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { pageKept } from '../offline/page-kept.ts';
import { useWords, type WordKey, type Words } from '../words/use-words.ts';
import { healthOf, worstOf, type Health } from './health.ts';

const partName: Record<Health['id'], WordKey> = {
  appliance: 'partAppliance',
  outbox: 'partOutbox',
  internet: 'partInternet',
  printers: 'partPrinters',
  kitchen: 'partKitchen',
  exceptions: 'exceptions',
  clock: 'partClock',
  page: 'partPage',
};

export function useHealth(): Health[] {
  const till = useTill();
  const stream = useSignal(till.stream);
  const outbox = useSignal(till.outbox);
  const status = useSignal(till.status);
  const kept = useSignal(pageKept);
  useNow();
  return healthOf({
    stream,
    outbox,
    status,
    monotonicMs: till.monotonicMs(),
    storeNowMs: till.nowMs(),
    pageKept: kept,
  });
}

/** One line at the foot that never moves: quiet shapes when all is well, plain words when it is not. */
export function StatusStrip(): ReactElement {
  const t = useWords();
  const { locale, timeZone } = useUiSettings();
  const till = useTill();
  const { person, show } = useDesk();
  const health = useHealth();
  const [isOpen, setOpen] = useState(false);
  const worst = worstOf(health);
  const printerSaid = usePrinterSentence();
  const sentenceOf = (part: Health): string => healthSentence(part, t, locale, printerSaid);
  const said = worst === null ? t('allWell') : sentenceOf(worst);
  const clock = formatTime(new Date(till.nowMs()).toISOString(), timeZone, locale);
  return (
    <>
      <PressButton
        onPress={() => setOpen(true)}
        className={classNames(
          'flex min-h-11 w-full shrink-0 items-center gap-4 border-t px-4 text-start text-sm -outline-offset-3',
          worst === null ? 'border-line bg-canvas text-muted' : stripTone[worst.level],
        )}
      >
        {/* No label of its own: whoever speaks to it says what stands on it. */}
        <VisuallyHidden>{`${t('statusTitle')}. `}</VisuallyHidden>
        <span className="flex shrink-0 items-center gap-2" aria-hidden="true">
          {health.map((part) => (
            // On a phone the words need the room of the shapes that are well.
            <span
              key={part.id}
              className={classNames('flex', worst !== null && part.level === 'ok' && 'max-md:hidden')}
            >
              <StatusDot status={part.level} label={t(partName[part.id])} labelHidden />
            </span>
          ))}
        </span>
        <span
          role="status"
          className={classNames('min-w-0 leading-5 max-md:line-clamp-2 md:truncate', worst !== null && 'font-semibold')}
        >
          {said}
        </span>
        <span className="ms-auto shrink-0 tabular-nums">{clock}</span>
      </PressButton>
      <Sheet isOpen={isOpen} onOpenChange={setOpen} title={t('statusTitle')} size="sm">
        <ul className="flex flex-col divide-y divide-line">
          {health.map((part) => (
            <li key={part.id} className="flex flex-col gap-1 py-3">
              <p className="text-sm font-semibold">
                <StatusDot status={part.level} label={t(partName[part.id])} />
              </p>
              <p className="ps-6 text-sm text-muted">{sentenceOf(part)}</p>
              {part.id === 'exceptions' && (
                <Button
                  variant="primary"
                  className="ms-6 self-start"
                  onPress={() => {
                    setOpen(false);
                    show({ name: 'exceptions' });
                  }}
                >
                  {t('lookAtThem')}
                </Button>
              )}
              {part.word === 'healthOutboxSignIn' && (
                <Button className="ms-6 self-start" onPress={() => void till.sendAs(person)}>
                  {t('sendAsMe')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}

const stripTone: Record<Health['level'], string> = {
  ok: '',
  off: '',
  busy: 'border-line bg-info-soft text-info',
  warning: 'border-warning bg-warning-soft text-warning',
  danger: 'border-danger bg-danger-soft text-danger',
};

function healthSentence(
  { word, values, printer }: Health,
  t: Words,
  locale: string,
  printerSaid: ReturnType<typeof usePrinterSentence>,
): string {
  if (printer !== undefined) return t(word, { ...values, what: printerSaid(printer) });
  const { seconds } = values;
  return t(word, typeof seconds === 'number' ? { ...values, age: formatAge(seconds * 1000, locale) } : values);
}
