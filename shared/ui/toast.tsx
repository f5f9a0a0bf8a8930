import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { Button } from 'react-aria-components/Button';
import { Text } from 'react-aria-components/Text';
import { classNames } from './class-names.ts';
import { useUiWords } from './ui-provider.tsx';

export interface ToastMessage {
  message: string;
  tone?: 'neutral' | 'positive' | 'warning' | 'danger' | undefined;
  /** The one thing to do about it, mostly undo. */
  action?: { label: string; onAction: () => void } | undefined;
}

export interface ShowToastOptions {
  /** How long it stays; 5 s, or 8 s with an action. Hover and focus stop the clock. */
  timeoutMs?: number | undefined;
}

const plainTimeoutMs = 5_000;
const actionTimeoutMs = 8_000;

/** Where toasts wait. One per program is enough: `toasts`. Never for what must not be missed. */
export class Toasts {
  readonly queue: ToastQueue<ToastMessage> = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

  /** Shows a message and returns its key, by which it can be closed. */
  show(toast: ToastMessage, { timeoutMs }: ShowToastOptions = {}): string {
    const timeout = timeoutMs ?? (toast.action === undefined ? plainTimeoutMs : actionTimeoutMs);
    return this.queue.add(toast, { timeout });
  }

  close(key: string): void {
    this.queue.close(key);
  }

  clear(): void {
    this.queue.clear();
  }
}

export const toasts: Toasts = new Toasts();

const toneIcon = { neutral: Info, positive: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

export interface ToastRegionProps {
  source?: Toasts | undefined;
  /** Where it floats; the POS keeps its check side and the status strip at its foot free with "bottom-start". */
  position?: 'bottom-start' | 'bottom' | 'top' | undefined;
}

const positionClass = {
  'bottom-start': 'bottom-14 start-4',
  bottom: 'bottom-4 inset-x-4 mx-auto',
  top: 'top-4 inset-x-4 mx-auto',
};

/** Put once near the root of a program. */
export function ToastRegion({ source = toasts, position = 'bottom' }: ToastRegionProps): ReactElement {
  const t = useUiWords();
  return (
    <AriaToastRegion
      queue={source.queue}
      aria-label={t('notifications')}
      className={classNames(
        'fixed z-60 flex w-[calc(100%-2rem)] max-w-md flex-col-reverse gap-2 rounded-lg',
        positionClass[position],
      )}
    >
      {({ toast }) => {
        const { message, tone = 'neutral', action } = toast.content;
        const Icon = toneIcon[tone];
        return (
          <AriaToast
            toast={toast}
            className="flex min-h-14 animate-rise items-center gap-3 rounded-lg bg-inverse ps-4 pe-1.5 text-sm text-on-inverse shadow-float"
          >
            <Icon className="size-5 shrink-0" aria-hidden="true" />
            <ToastContent className="min-w-0 grow py-2">
              <Text slot="title">{message}</Text>
            </ToastContent>
            {action !== undefined && (
              <Button
                onPress={() => {
                  action.onAction();
                  source.close(toast.key);
                }}
                className="min-h-11 shrink-0 rounded-md px-3 font-semibold underline underline-offset-4 data-pressed:opacity-70"
              >
                {action.label}
              </Button>
            )}
            <Button
              slot="close"
              aria-label={t('close')}
              className="grid size-11 shrink-0 place-items-center rounded-md data-pressed:opacity-70"
            >
              <X className="size-5" aria-hidden="true" />
            </Button>
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
