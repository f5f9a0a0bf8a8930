import type { ReactElement } from 'react';
import { RadioGroup } from '../radio-group.tsx';
import { TextField } from '../text-field.tsx';
import type { ConnectionDraft } from './connection-draft.ts';
import { usePrinterFormWords } from './form-words/form-words.ts';
import { SerialFields } from './serial-fields.tsx';

interface ConnectionFieldsProps {
  draft: ConnectionDraft;
  onChange(draft: ConnectionDraft): void;
}

/** How the printer is reached, and what has to be known for that. */
export function ConnectionFields({ draft, onChange }: ConnectionFieldsProps): ReactElement {
  const t = usePrinterFormWords();
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
          label={t('address')}
          description={t('addressHint')}
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

type Usb = ConnectionDraft['usb'];

function UsbFields({ usb, onChange }: { usb: Usb; onChange(usb: Usb): void }): ReactElement {
  const t = usePrinterFormWords();
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
