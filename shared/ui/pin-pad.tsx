import { Check, Delete, Lock } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { handleDigitKey } from './digit-keys.ts';
import { PadKey } from './pad-key.tsx';
import { useUiWords } from './ui-provider.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface PinPadProps {
  /** Whose PIN, or what for: "PIN for Ana". */
  label: string;
  /** Called with the digits; the pad empties itself when `failedAttempts` grows. */
  onSubmit: (pin: string) => void;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  /** Submit by itself at this many digits, where all PINs of a store have one length. */
  autoSubmitLength?: number | undefined;
  /** While the answer is on its way: keys rest. */
  busy?: boolean | undefined;
  /** Counts refusals. Growing it shakes the dots and empties them. */
  failedAttempts?: number | undefined;
  /** One sentence after a refusal: "That PIN is not known. 3 tries left." */
  errorMessage?: string | undefined;
  /** Its presence locks the pad and is shown instead of it: "Too many tries. Wait 30 s or ask a manager." */
  lockedMessage?: ReactNode;
  autoFocus?: boolean | undefined;
  className?: string | undefined;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Digits nobody sees, on keys nobody misses. A keyboard works it too while the focus is inside. */
export function PinPad({
  label,
  onSubmit,
  minLength = 4,
  maxLength = 8,
  autoSubmitLength,
  busy = false,
  failedAttempts = 0,
  errorMessage,
  lockedMessage,
  autoFocus = true,
  className,
}: PinPadProps): ReactElement {
  const t = useUiWords();
  const [pin, setPin] = useState('');
  const [seenAttempts, setSeenAttempts] = useState(failedAttempts);
  const pad = useRef<HTMLDivElement>(null);
  // Two taps can arrive before one render: the digits are read from here, the state only draws them.
  const entered = useRef('');
  const locked = lockedMessage !== undefined && lockedMessage !== null;
  const closed = locked || busy;

  if (seenAttempts !== failedAttempts) {
    setSeenAttempts(failedAttempts);
    setPin('');
  }
  useEffect(() => {
    entered.current = '';
  }, [failedAttempts]);

  useEffect(() => {
    if (autoFocus && !locked) pad.current?.focus({ preventScroll: true });
  }, [autoFocus, locked]);

  function write(next: string): void {
    entered.current = next;
    setPin(next);
  }

  function addDigit(digit: string): void {
    if (!closed && entered.current.length < maxLength) write(entered.current + digit);
  }

  function submit(): void {
    if (!closed && entered.current.length >= minLength) onSubmit(entered.current);
  }

  function submitWhenComplete(): void {
    if (entered.current.length === autoSubmitLength) submit();
  }

  const erase = (): void => write(entered.current.slice(0, -1));
  const canSubmit = !closed && pin.length >= minLength;

  return (
    <div
      ref={pad}
      role="group"
      aria-label={label}
      tabIndex={-1}
      data-focus-none
      onPointerDownCapture={(event) => {
        if (!event.currentTarget.contains(document.activeElement)) event.currentTarget.focus({ preventScroll: true });
      }}
      onKeyDown={(event) =>
        handleDigitKey(event, {
          onDigit: (digit) => {
            addDigit(digit);
            submitWhenComplete();
          },
          onBackspace: erase,
          onClear: () => write(''),
          onEnter: submit,
        })
      }
      className={classNames('flex w-full max-w-80 flex-col gap-4', className)}
    >
      <div
        key={seenAttempts}
        className={classNames('flex h-8 items-center justify-center gap-3', seenAttempts > 0 && 'animate-shake')}
      >
        {Array.from({ length: Math.max(minLength, pin.length) }, (_, index) => (
          <span
            key={index}
            aria-hidden="true"
            className={classNames(
              'size-4 rounded-full border-2',
              index < pin.length ? 'border-ink bg-ink' : 'border-line-strong',
            )}
          />
        ))}
        <span role="status">
          <VisuallyHidden>{t('digitsEntered', { count: pin.length })}</VisuallyHidden>
        </span>
      </div>
      {/* Two lines are always kept free, so that a refusal never moves the keys under the finger. */}
      <p role="alert" className="min-h-11 text-center text-sm font-medium text-danger">
        {locked && <Lock className="me-1.5 inline size-4 align-[-0.15em]" aria-hidden="true" />}
        {locked ? lockedMessage : pin === '' && errorMessage}
      </p>
      {/* A keypad is not text: it keeps its order in right-to-left too, as telephones do. */}
      <div dir="ltr" className="grid grid-cols-3 gap-2">
        {digits.map((digit) => (
          <PadKey key={digit} disabled={closed} onDown={() => addDigit(digit)} onUp={submitWhenComplete}>
            {digit}
          </PadKey>
        ))}
        <PadKey tone="quiet" label={t('deleteDigit')} disabled={closed || pin === ''} onDown={erase}>
          <Delete aria-hidden="true" />
        </PadKey>
        <PadKey disabled={closed} onDown={() => addDigit('0')} onUp={submitWhenComplete}>
          0
        </PadKey>
        <PadKey tone="accent" label={t('enter')} disabled={!canSubmit} onUp={submit}>
          <Check strokeWidth={2.5} aria-hidden="true" />
        </PadKey>
      </div>
    </div>
  );
}
