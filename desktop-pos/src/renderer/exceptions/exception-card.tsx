import { kindOf, type OpenException, type SettleWay } from '@auraconnect/shared/facts/exception.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { bothSides, type Sayer, valuesOf } from '@auraconnect/shared/ui/exceptions/exception-words.ts';
import { formatBusinessDate, formatDateTime, formatMoney } from '@auraconnect/shared/ui/format.ts';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useState, type ReactElement } from 'react';
import { useCommand } from '../desk/use-command.ts';
import { useIndex } from '../desk/use-store.ts';
import { useDeviceName } from '../parts/use-device-name.ts';
import { orderTitle } from '../parts/order-title.ts';
import { useWordOr, useWords } from '../words/use-words.ts';
import { wayWord } from './way-words.ts';

/** One thing that does not fit: what happened, what both sides say, and the ways out. */
export function ExceptionCard({ exception }: { exception: OpenException }): ReactElement {
  const t = useWords();
  const say = useSayer();
  const command = useCommand();
  const wordOr = useWordOr();
  const { locale, timeZone } = useUiSettings();
  const [note, setNote] = useState('');
  const [noteIsMissing, setNoteIsMissing] = useState(false);
  const [busy, setBusy] = useState<SettleWay | null>(null);
  const { exceptionId, code, orderId, orderNumber, orderLabel, happenedAt, deviceId, staffId } = exception;
  const { ways, permission } = kindOf(code);
  const values = valuesOf(exception, say);
  const sides = bothSides(exception, say);
  const deviceName = useDeviceName(deviceId);
  const isOfCheck = orderId !== null;
  const title = isOfCheck ? orderTitle({ number: orderNumber, label: orderLabel }, t) : deviceName;

  async function settle(way: SettleWay): Promise<void> {
    if (way === 'credit' && note.trim() === '') return setNoteIsMissing(true);
    setBusy(way);
    const what = t('approveSettle', { what: title });
    await command('exception.settle', { exceptionId, way, note: note.trim() }, { permission, what });
    setBusy(null);
  }

  return (
    <li className="flex flex-col gap-3 rounded-lg border-2 border-warning bg-surface p-4 shadow-lift">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="min-w-0 grow text-base font-semibold">{title}</h2>
        <p className="text-sm text-muted">
          {[formatDateTime(happenedAt, timeZone, locale), isOfCheck ? deviceName : '', say.person(staffId)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <p className="text-base">{wordOr(`exception_${code}`, t('exceptionOther'), values)}</p>
      {sides !== null && (
        <dl className="grid grid-cols-2 gap-3">
          <Side label={t('atTheTill')} value={sides.till} />
          <Side label={t('inTheStore')} value={sides.store} />
        </dl>
      )}
      <TextField
        label={t('settleNote')}
        value={note}
        onChange={(text) => {
          setNote(text);
          setNoteIsMissing(false);
        }}
        maxLength={200}
        errorMessage={noteIsMissing ? t('settleNoteNeeded') : undefined}
      />
      <div className="flex flex-wrap gap-2">
        {ways.map((way, place) => (
          <Button
            key={way}
            variant={place === 0 ? 'primary' : 'secondary'}
            busy={busy === way}
            disabled={busy !== null && busy !== way}
            className="max-md:grow"
            onPress={() => void settle(way)}
          >
            {t(wayWord[way], values)}
          </Button>
        ))}
      </div>
    </li>
  );
}

function Side({ label, value }: { label: string; value: string }): ReactElement {
  return (
    <div className="rounded-md bg-sunken px-3 py-2">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-lg font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

function useSayer(): Sayer {
  const t = useWords();
  const wordOr = useWordOr();
  const index = useIndex();
  const { locale, currency, timeZone } = useUiSettings();
  return {
    money: (amountMinor) => formatMoney(amountMinor, currency, locale),
    day: (businessDate) => formatBusinessDate(businessDate, locale, 'medium'),
    time: (instant) => formatDateTime(instant, timeZone, locale),
    person: (staffId) => index.staff.get(staffId)?.name ?? staffId,
    act: (commandType) => wordOr(`did_${commandType.replace('.', '_')}`, t('didSomething')),
    something: t('exceptionSomething'),
  };
}
