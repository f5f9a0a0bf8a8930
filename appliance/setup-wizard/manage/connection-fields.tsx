import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterConnection, SerialLine } from '@auraconnect/shared/menu/catalogue.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';

const baudRates = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;
const parities = ['none', 'even', 'odd'] as const;
const flowControls = ['rts-cts', 'xon-xoff', 'none'] as const;
const hexDigits = /^(?:0x)?[0-9a-f]{1,4}$/i;

/** The connection while it is being typed: every kind keeps its own answers, so that trying another one loses nothing. */
export interface ConnectionDraft {
  type: PrinterConnection['type'];
  address: string;
  line: SerialLine;
  usb: { vendorId: string; productId: string; serialNumber: string };
}

export function connectionDraft(connection: PrinterConnection, address: string): ConnectionDraft {
  const hex = (id: number): string => id.toString(16).padStart(4, '0');
  return {
    type: connection.type,
    address,
    line:
      connection.type === 'serial'
        ? connection.line
        : { path: '', baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'rts-cts' },
    usb:
      connection.type === 'usb'
        ? {
            vendorId: hex(connection.vendorId),
            productId: hex(connection.productId),
            serialNumber: connection.serialNumber ?? '',
          }
        : { vendorId: '', productId: '', serialNumber: '' },
  };
}

/** What is saved; the key of a sentence when something is missing. The address of a network printer is read elsewhere. */
export function connectionOf({ type, line, usb }: ConnectionDraft): PrinterConnection | 'serialPath' | 'usbId' {
  if (type === 'network') return { type };
  if (type === 'serial') {
    const path = line.path.trim();
    return path === '' ? 'serialPath' : { type, line: { ...line, path } };
  }
  if (!hexDigits.test(usb.vendorId.trim()) || !hexDigits.test(usb.productId.trim())) return 'usbId';
  const idOf = (text: string): number => Number.parseInt(text.trim().replace(/^0x/i, ''), 16);
  const serialNumber = usb.serialNumber.trim();
  return {
    type,
    vendorId: idOf(usb.vendorId),
    productId: idOf(usb.productId),
    serialNumber: serialNumber === '' ? null : serialNumber,
  };
}

interface ConnectionFieldsProps {
  draft: ConnectionDraft;
  onChange(draft: ConnectionDraft): void;
}

/** How the printer is reached, and what has to be known for that. */
export function ConnectionFields({ draft, onChange }: ConnectionFieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <RadioGroup
        label={t('connection.title')}
        fullWidth
        value={draft.type}
        onChange={(type) => onChange({ ...draft, type })}
        options={(['network', 'usb', 'serial'] as const).map((id) => ({ id, label: t(`connection.${id}`) }))}
      />
      {draft.type === 'network' && (
        <TextField
          label={t('printer.address')}
          description={t('printer.addressHint')}
          placeholder="192.168.1.50"
          type="url"
          inputMode="url"
          value={draft.address}
          onChange={(address) => onChange({ ...draft, address })}
          required
        />
      )}
      {draft.type === 'serial' && (
        <SerialFields
          line={draft.line}
          onChange={(line) => onChange({ ...draft, line })}
          hint={t('connection.serialHint')}
        />
      )}
      {draft.type === 'usb' && <UsbFields usb={draft.usb} onChange={(usb) => onChange({ ...draft, usb })} />}
    </>
  );
}

export function SerialFields({
  line,
  onChange,
  hint,
}: {
  line: SerialLine;
  onChange(line: SerialLine): void;
  /** Where the answers are found. */
  hint?: string;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('connection.port')}
        placeholder="/dev/ttyUSB0"
        value={line.path}
        onChange={(path) => onChange({ ...line, path })}
        required
        maxLength={255}
      />
      {hint !== undefined && <p className="text-sm text-muted">{hint}</p>}
      <div className="grid grid-cols-2 gap-4">
        <Select
          label={t('connection.baudRate')}
          options={baudRates.map((rate) => ({ id: String(rate), label: String(rate) }))}
          value={String(line.baudRate)}
          onChange={(id) => onChange({ ...line, baudRate: baudRates.find((rate) => String(rate) === id) ?? 9600 })}
        />
        <Select
          label={t('connection.flowControl')}
          options={flowControls.map((id) => ({ id, label: t(`connection.flow.${id}`) }))}
          value={line.flowControl}
          onChange={(flowControl) => onChange({ ...line, flowControl })}
        />
        <Select
          label={t('connection.parity')}
          options={parities.map((id) => ({ id, label: t(`connection.parityOf.${id}`) }))}
          value={line.parity}
          onChange={(parity) => onChange({ ...line, parity })}
        />
        <Select
          label={t('connection.bits')}
          options={(['8 1', '8 2', '7 1', '7 2'] as const).map((id) => ({ id, label: id.replace(' ', ' + ') }))}
          value={`${line.dataBits} ${line.stopBits}`}
          onChange={(id) =>
            onChange({ ...line, dataBits: id.startsWith('7') ? 7 : 8, stopBits: id.endsWith('2') ? 2 : 1 })
          }
        />
      </div>
    </>
  );
}

type Usb = ConnectionDraft['usb'];

function UsbFields({ usb, onChange }: { usb: Usb; onChange(usb: Usb): void }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <p className="text-sm text-muted">{t('connection.usbHint')}</p>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={t('connection.vendorId')}
          placeholder="04b8"
          value={usb.vendorId}
          onChange={(vendorId) => onChange({ ...usb, vendorId })}
          required
          maxLength={6}
        />
        <TextField
          label={t('connection.productId')}
          placeholder="0e15"
          value={usb.productId}
          onChange={(productId) => onChange({ ...usb, productId })}
          required
          maxLength={6}
        />
      </div>
      <TextField
        label={t('connection.serialNumber')}
        description={t('connection.serialNumberHint')}
        value={usb.serialNumber}
        onChange={(serialNumber) => onChange({ ...usb, serialNumber })}
        maxLength={126}
      />
    </>
  );
}
