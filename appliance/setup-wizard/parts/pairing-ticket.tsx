import { ExternalLink, MonitorSmartphone } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PairingWindow } from '@auraconnect/shared/protocol/store-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatElapsed } from '@auraconnect/shared/ui/format.ts';
import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { codeOf, sentenceOf } from '../link/fault.ts';
import { QrCode } from './qr-code.tsx';

export type Joining = 'pos' | 'kds';

/** `http://box:4100/pos/#pair=7K3M0001`: what the new device opens. */
export const joinAddress = (origin: string, program: Joining, code: string): string =>
  `${origin}/${program}/#pair=${encodeURIComponent(code)}`;

export interface PairingTicketProps {
  program: Joining;
  openWindow(): Promise<PairingWindow>;
}

/** Opens a pairing window and shows it as a code to type and a QR to scan, until it closes. */
export function PairingTicket({ program, openWindow }: PairingTicketProps): ReactElement {
  const { t } = useTranslation();
  const [window, setWindow] = useState<(PairingWindow & { openedMs: number; lastsMs: number }) | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const nowMs = useNow();
  const open = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      const opened = await openWindow();
      setWindow({ ...opened, openedMs: Date.now(), lastsMs: lifetimeMs(opened) });
    } catch (problem) {
      setFault(problem);
    } finally {
      setBusy(false);
    }
  };
  const leftMs = window === null ? 0 : window.openedMs + window.lastsMs - nowMs;
  if (window === null || leftMs <= 0) {
    return (
      <div className="flex flex-col items-start gap-3">
        {window !== null && <p className="text-sm text-muted">{t('pairing.closed')}</p>}
        {fault !== null && <ErrorState title={sentenceOf(fault, t)} supportCode={codeOf(fault)} />}
        <Button
          size="lg"
          variant="primary"
          busy={busy}
          icon={<MonitorSmartphone aria-hidden="true" />}
          onPress={() => void open()}
        >
          {t(`pairing.open.${program}`)}
        </Button>
      </div>
    );
  }
  const address = joinAddress(location.origin, program, window.code);
  return (
    <div className="grid items-center gap-5 sm:grid-cols-[13rem_1fr]">
      <div className="mx-auto w-52 sm:mx-0 sm:w-full">
        <QrCode text={address} label={t('pairing.qr')} />
      </div>
      <div className="flex min-w-0 flex-col items-start gap-3">
        <p className="text-sm text-muted">{t('pairing.how')}</p>
        <p
          className="text-2xl font-semibold tracking-widest tabular-nums select-all"
          dir="ltr"
          aria-label={t('pairing.code')}
        >
          {spaced(window.code)}
        </p>
        <p className="text-sm text-muted tabular-nums" role="timer">
          {t('pairing.left', { time: formatElapsed(leftMs) })}
        </p>
        <p className="text-sm break-all text-muted select-all" dir="ltr">
          {address}
        </p>
        <div className="flex flex-wrap gap-2">
          <a
            href={address}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-11 items-center gap-2 rounded-md border border-line-strong bg-surface px-4 text-sm font-semibold text-ink hover:bg-sunken"
          >
            <ExternalLink className="size-5 rtl:-scale-x-100" aria-hidden="true" />
            {t(`pairing.here.${program}`)}
          </a>
          <Button variant="quiet" busy={busy} onPress={() => void open()}>
            {t('pairing.again')}
          </Button>
        </div>
      </div>
    </div>
  );
}

const windowLifetimeMs = 10 * 60_000;

/** By this browser's clock, which may be wrong: a window that seems to last for hours, or not at all, lasts what windows last. */
function lifetimeMs({ expiresAt }: PairingWindow): number {
  const leftMs = Date.parse(expiresAt) - Date.now();
  return leftMs > 0 && leftMs <= windowLifetimeMs ? leftMs : windowLifetimeMs;
}

const spaced = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ');
