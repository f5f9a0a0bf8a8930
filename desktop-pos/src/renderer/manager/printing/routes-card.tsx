import type { Printer, Station } from '@auraconnect/shared/menu/catalogue.ts';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { useState, type ReactElement } from 'react';
import { useCommand } from '../../desk/use-command.ts';
import { useIndex } from '../../desk/use-store.ts';
import { useWords, type WordKey } from '../../words/use-words.ts';

const none = '';
type Fields = Record<string, string | null>;
type Save = (fields: Fields) => void;

/** Where paper comes out, and who stands in while that printer cannot print. */
export function RoutesCard(): ReactElement | null {
  const t = useWords();
  const { catalogue, settings } = useIndex();
  const command = useCommand();
  const [isBusy, setBusy] = useState(false);
  const { printers, stations } = catalogue;
  const save = (entity: 'station' | 'settings', id: string): Save => {
    return (fields) => {
      setBusy(true);
      const changes = Object.entries(fields).map(([field, after]) => ({ path: `/${field}`, after }));
      void command(
        'catalogue.edit',
        { entity, id, fields: changes },
        { permission: 'store.edit', what: t('approveRoute') },
      ).finally(() => setBusy(false));
    };
  };
  if (printers.length === 0) return null;
  const saveSettings = save('settings', 'store');
  const { receiptPrinterId, receiptBackupPrinterId, reportPrinterId } = settings;
  return (
    <Card title={t('routes')} description={t('routesHow')} flush>
      <ul aria-label={t('routes')} className="divide-y divide-line border-t border-line">
        <Route
          name={t('routeReceipts')}
          printers={printers}
          disabled={isBusy}
          chosen={receiptPrinterId}
          nowhere="routeShown"
          onChoose={(id) => saveSettings(withoutItself('receiptPrinterId', 'receiptBackupPrinterId', id, settings))}
          backup={receiptBackupPrinterId}
          onBackup={(id) => saveSettings({ receiptBackupPrinterId: id })}
        />
        <Route
          name={t('routeReports')}
          printers={printers}
          disabled={isBusy}
          chosen={reportPrinterId}
          nowhere="routeAsReceipts"
          onChoose={(id) => saveSettings({ reportPrinterId: id })}
        />
        {stations
          .filter(({ paper }) => paper !== 'never')
          .map((station: Station) => (
            <Route
              key={station.id}
              name={station.name}
              printers={printers}
              disabled={isBusy}
              chosen={station.printerId}
              onChoose={(id) => save('station', station.id)(withoutItself('printerId', 'backupPrinterId', id, station))}
              backup={station.backupPrinterId}
              onBackup={(id) => save('station', station.id)({ backupPrinterId: id })}
            />
          ))}
      </ul>
    </Card>
  );
}

/** A printer cannot stand in for itself: whoever becomes the first one is no longer the second. */
function withoutItself<P extends string, B extends string>(
  printer: P,
  backup: B,
  id: string | null,
  now: Record<B, string | null>,
): Fields {
  return now[backup] !== null && now[backup] === id ? { [printer]: id, [backup]: null } : { [printer]: id };
}

interface RouteProps {
  name: string;
  printers: readonly Printer[];
  disabled: boolean;
  chosen: string | null;
  /** What no printer means; absent where there has to be one. */
  nowhere?: WordKey;
  onChoose: (printerId: string | null) => void;
  /** Absent: it shares that of the receipts. */
  backup?: string | null;
  onBackup?: (printerId: string | null) => void;
}

function Route({ name, printers, disabled, chosen, nowhere, onChoose, backup, onBackup }: RouteProps): ReactElement {
  const t = useWords();
  const options = printers.map(({ id, name: label }) => ({ id, label }));
  const orNull = (id: string): string | null => (id === none ? null : id);
  return (
    <li className="grid items-center gap-x-4 gap-y-2 px-5 py-3 sm:grid-cols-[minmax(8rem,1fr)_minmax(0,14rem)_minmax(0,14rem)]">
      <span className="text-sm font-semibold" dir="auto">
        {name}
      </span>
      <Select
        label={`${t('routePrinter')}: ${name}`}
        labelHidden
        options={nowhere === undefined ? options : [{ id: none, label: t(nowhere) }, ...options]}
        value={chosen ?? none}
        onChange={(id) => onChoose(orNull(id))}
        disabled={disabled}
      />
      {onBackup !== undefined && chosen !== null && (
        <Select
          label={`${t('routeBackup')}: ${name}`}
          labelHidden
          options={[
            { id: none, label: t('routeNobody') },
            ...options
              .filter(({ id }) => id !== chosen)
              .map(({ id, label }) => ({ id, label: t('routeElse', { name: label }) })),
          ]}
          value={backup ?? none}
          onChange={(id) => onBackup(orNull(id))}
          disabled={disabled}
        />
      )}
    </li>
  );
}
