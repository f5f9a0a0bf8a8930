import type { Order } from '@auraconnect/shared/order/order.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useState, type ReactElement } from 'react';
import { useCatalogue } from '../desk/use-store.ts';
import type { DoActs } from '../desk/use-act.ts';
import { useWords } from '../words/use-words.ts';

export interface OrderSheetProps {
  order: Order;
  act: DoActs;
  onClose: () => void;
}

/** Whose order it is and of what kind. */
export function OrderSheet({ order, act, onClose }: OrderSheetProps): ReactElement {
  const t = useWords();
  const { orderTypes } = useCatalogue();
  const [label, setLabel] = useState(order.label);
  const [guestCount, setGuestCount] = useState(order.guestCount);
  const [note, setNote] = useState(order.note);
  const [orderTypeId, setOrderTypeId] = useState(order.orderTypeId);

  async function save(): Promise<void> {
    onClose();
    await act([
      {
        command: {
          type: 'order.change_details',
          payload: {
            orderId: order.orderId,
            orderTypeId: orderTypeId === order.orderTypeId ? null : orderTypeId,
            label: label.trim(),
            guestCount,
            note: note.trim(),
          },
        },
      },
    ]);
  }

  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('orderDetails')}
      size="sm"
      footer={
        <Button type="submit" form="order-details" variant="primary" size="xl" fullWidth>
          {t('save')}
        </Button>
      }
    >
      <form
        id="order-details"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('orderLabel')}
          description={t('orderLabelHelp')}
          value={label}
          onChange={setLabel}
          maxLength={60}
          autoFocus
        />
        {orderTypes.length > 1 && (
          <RadioGroup
            label={t('orderType')}
            fullWidth
            className="w-full"
            options={orderTypes.map(({ id, name }) => ({ id, label: name }))}
            value={orderTypeId}
            onChange={setOrderTypeId}
          />
        )}
        <NumberField label={t('guests')} value={guestCount} onChange={setGuestCount} min={1} max={999} steppers />
        <TextField label={t('orderNote')} value={note} onChange={setNote} rows={3} maxLength={400} />
      </form>
    </Sheet>
  );
}
