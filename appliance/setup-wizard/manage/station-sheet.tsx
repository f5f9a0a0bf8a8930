import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '@auraconnect/shared/menu/catalogue.ts';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { keyFrom } from '@auraconnect/shared/menu/key-from.ts';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { StandInSelect } from './stand-in-select.tsx';
import { useRemove } from './use-remove.ts';

const paperModes = ['never', 'fallback', 'always'] as const;
const secondsPerMinute = 60;
/** Names of boards, which no station may have. */
const reserved = ['expo', 'ready'];

/** A place in the kitchen where things are made: its paper, and when a ticket is getting old. */
export function StationSheet({ station, onClose }: { station: Station | null; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  const { stations, printers } = answer.catalogue;
  // The rest of a claimed store's stations is the portal's.
  const onlyPaper = answer.claimed && station !== null;
  const edit = useEdit();
  const remove = useRemove(edit);
  const [name, setName] = useState(station?.name ?? '');
  const [paper, setPaper] = useState<Station['paper']>(station?.paper ?? 'never');
  const [printerId, setPrinterId] = useState<string | null>(station?.printerId ?? null);
  const [backupPrinterId, setBackupPrinterId] = useState<string | null>(station?.backupPrinterId ?? null);
  const [warnMinutes, setWarnMinutes] = useState<number | null>((station?.warnSeconds ?? 480) / secondsPerMinute);
  const [lateMinutes, setLateMinutes] = useState<number | null>((station?.lateSeconds ?? 900) / secondsPerMinute);

  const save = async (): Promise<string[]> => {
    const paperFields = {
      paper,
      printerId,
      backupPrinterId: backupPrinterId === printerId ? null : backupPrinterId,
    };
    if (name.trim() === '') return [t('wrong.name')];
    if (warnMinutes === null || lateMinutes === null || lateMinutes <= warnMinutes)
      return [t('broken.late_before_warning')];
    if (paper !== 'never' && printerId === null) return [t('broken.printer_needed')];
    if (onlyPaper) return edit.change('station', station.id, paperFields);
    const id = station?.id ?? keyFrom(name, [...reserved, ...stations.map((one) => one.id)], 'station');
    const payload: Station = {
      id,
      name: name.trim(),
      position: station?.position ?? Math.max(-1, ...stations.map((one) => one.position)) + 1,
      ...paperFields,
      warnSeconds: Math.round(warnMinutes * secondsPerMinute),
      lateSeconds: Math.round(lateMinutes * secondsPerMinute),
    };
    return edit.put([{ entity: 'station', id, payload: { ...station, ...payload } }]);
  };

  return (
    <EditSheet
      title={station?.name ?? t('station.add')}
      busy={edit.busy}
      onSave={save}
      onDelete={station === null || onlyPaper ? undefined : () => remove('station', station)}
      onClose={onClose}
    >
      {!onlyPaper && (
        <TextField
          label={t('name')}
          placeholder={t('station.example')}
          value={name}
          onChange={setName}
          required
          autoFocus={station === null}
          maxLength={60}
        />
      )}
      <Select
        label={t('station.paperLabel')}
        options={paperModes.map((mode) => ({
          id: mode,
          label: t(`station.paper.${mode}`),
          description: t(`station.paperText.${mode}`),
        }))}
        value={paper}
        onChange={setPaper}
      />
      {paper !== 'never' && (
        <Select
          label={t('station.printer')}
          options={printers.map((one) => ({ id: one.id, label: one.name }))}
          value={printerId}
          onChange={setPrinterId}
          errorMessage={printers.length === 0 ? t('station.needsPrinter') : undefined}
          required
        />
      )}
      {paper !== 'never' && printerId !== null && printers.length > 1 && (
        <StandInSelect
          printers={printers}
          printerId={printerId}
          value={backupPrinterId}
          onChange={setBackupPrinterId}
        />
      )}
      {!onlyPaper && (
        <div className="grid grid-cols-2 gap-4">
          <NumberField label={t('station.warn')} value={warnMinutes} onChange={setWarnMinutes} min={0.5} max={600} />
          <NumberField label={t('station.late')} value={lateMinutes} onChange={setLateMinutes} min={1} max={600} />
        </div>
      )}
    </EditSheet>
  );
}
