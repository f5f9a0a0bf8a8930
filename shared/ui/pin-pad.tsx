import { Delete, Lock } from "lucide-react";
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { handleDigitKey } from "./digit-keys.ts";
import { PadKey } from "./pad-key.tsx";
import { useUiWords } from "./ui-provider.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

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

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

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
  const [pin, setPin] = useState("");
  const [seenAttempts, setSeenAttempts] = useState(failedAttempts);
  const pad = useRef<HTMLDivElement>(null);
  const locked = lockedMessage !== undefined && lockedMessage !== null;
  const closed = locked || busy;

  if (seenAttempts !== failedAttempts) {
    setSeenAttempts(failedAttempts);
    setPin("");
  }

  useEffect(() => {
    if (autoFocus && !locked) pad.current?.focus({ preventScroll: true });
  }, [autoFocus, locked]);

  function submit(entered: string): void {
    if (!closed && entered.length >= minLength) onSubmit(entered);
  }

  function addDigit(digit: string): void {
    if (closed || pin.length >= maxLength) return;
    const next = pin + digit;
    setPin(next);
    if (next.length === autoSubmitLength) submit(next);
  }

  const erase = (): void => setPin((entered) => entered.slice(0, -1));
  const canSubmit = !closed && pin.length >= minLength;

  return (
    <div
      ref={pad}
      role="group"
      aria-label={label}
      tabIndex={-1}
      data-focus-none
      onKeyDown={(event) =>
        handleDigitKey(event, {
          onDigit: addDigit,
          onBackspace: erase,
          onClear: () => setPin(""),
          onEnter: () => submit(pin),
        })
      }
      className={classNames("flex w-full max-w-80 flex-col gap-4", className)}
    >
      <div key={seenAttempts} className={classNames("flex h-8 items-center justify-center gap-3", seenAttempts > 0 && "animate-shake")}>
        {Array.from({ length: Math.max(minLength, pin.length) }, (_, index) => (
          <span
            key={index}
            aria-hidden="true"
            className={classNames(
              "size-4 rounded-full border-2",
              index < pin.length ? "border-ink bg-ink" : "border-line-strong",
            )}
          />
        ))}
        <span role="status">
          <VisuallyHidden>{t("digitsEntered", { count: pin.length })}</VisuallyHidden>
        </span>
      </div>
      {locked ? (
        <p role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft p-3 text-sm font-medium text-danger">
          <Lock className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
          <span>{lockedMessage}</span>
        </p>
      ) : (
        <p role="alert" className="min-h-11 text-center text-sm font-medium text-danger">
          {pin === "" ? errorMessage : undefined}
        </p>
      )}
      {/* A keypad is not text: it keeps its order in right-to-left too, as telephones do. */}
      <div dir="ltr" className="grid grid-cols-3 gap-2">
        {digits.map((digit) => (
          <PadKey key={digit} disabled={closed} onTap={() => addDigit(digit)}>
            {digit}
          </PadKey>
        ))}
        <PadKey tone="quiet" label={t("deleteDigit")} disabled={closed || pin === ""} onTap={erase}>
          <Delete aria-hidden="true" />
        </PadKey>
        <PadKey disabled={closed} onTap={() => addDigit("0")}>
          0
        </PadKey>
        <PadKey tone="accent" disabled={!canSubmit} onTap={() => submit(pin)} className="text-base">
          {t("enter")}
        </PadKey>
      </div>
    </div>
  );
}
