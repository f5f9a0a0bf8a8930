import type { CashSession } from '@auraconnect/shared/cash/cash.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { formatDateTime } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useMay } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex } from '../desk/use-store.ts';
import { useDeviceName } from '../parts/use-device-name.ts';
import { useWords } from '../words/use-words.ts';
import type { ReportLook } from './report-sheet.tsx';

/** The open drawers stand among them: enough for the counted ones of two days. */
const sessionsAsked = 30;
const shown = 10;

export interface CountedDrawersProps {
  onLook: (look: ReportLook) => void;
  className?: string;
}

/** The last Z reports of the store, each with what was filed to it afterwards. Nothing while there are none. */
export function CountedDrawers({ onLook, className }: CountedDrawersProps): ReactElement | null {
  const t = useWords();
  const till = useTill();
  const mayReport = useMay('cash.report');
  const sessions = useQuery({
    queryKey: ['cash-sessions'],
    queryFn: () => till.api.cashSessions(sessionsAsked),
    staleTime: 0,
  });
  const counted = (sessions.data ?? []).filter(({ status }) => status === 'closed').slice(0, shown);
  if (!mayReport || counted.length === 0) return null;
  return (
    <Card title={t('countedDrawers')} flush className={className}>
      <ul className="divide-y divide-line">
        {counted.map((session) => (
          <li key={session.sessionId}>
            <Counted session={session} onLook={onLook} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Counted({ session, onLook }: { session: CashSession; onLook: (look: ReportLook) => void }): ReactElement {
  const t = useWords();
  const index = useIndex();
  const { locale, timeZone } = useUiSettings();
  const deviceName = useDeviceName(session.deviceId);
  const { sessionId, zNumber, closedAt, closedBy, countedMinor, supplements = [] } = session;
  const by = (staffId: string | null, at: string | null): string =>
    [at === null ? '' : formatDateTime(at, timeZone, locale), index.staff.get(staffId ?? '')?.name ?? '']
      .filter(Boolean)
      .join(' · ');
  const z = t('zReport', { number: zNumber ?? 0 });
  return (
    <>
      <Row
        title={`${z} · ${deviceName}`}
        note={by(closedBy, closedAt)}
        amountMinor={countedMinor ?? 0}
        onPress={() => onLook({ sessionId, supplement: null })}
      />
      {supplements.map((supplement) => (
        <Row
          key={supplement.number}
          inset
          title={t('supplementOf', { number: supplement.number, of: z })}
          note={by(supplement.filedBy, supplement.filedAt)}
          amountMinor={supplement.report.expectedMinor}
          onPress={() => onLook({ sessionId, supplement })}
        />
      ))}
    </>
  );
}

interface RowProps {
  title: string;
  note: string;
  /** Cash: what was counted, or what came on top. */
  amountMinor: number;
  inset?: boolean;
  onPress: () => void;
}

function Row({ title, note, amountMinor, inset = false, onPress }: RowProps): ReactElement {
  const t = useWords();
  return (
    <div className={`flex items-center gap-3 px-5 py-2 text-sm ${inset ? 'ps-10' : ''}`}>
      <span className="min-w-0 grow">
        <span className="block font-semibold">{title}</span>
        <span className="block text-muted">{note}</span>
      </span>
      <MoneyText amountMinor={amountMinor} showPlus={inset} className="font-semibold tabular-nums" />
      <Button onPress={onPress} aria-label={`${t('look')}: ${title}`}>
        {t('look')}
      </Button>
    </div>
  );
}
