import { activeQuantity, isVoided } from '@auraconnect/shared/order/line-quantities.ts';
import type { OrderLine } from '@auraconnect/shared/order/order.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Stepper } from '@auraconnect/shared/ui/stepper.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { BadgePercent, Ban, CircleDollarSign, Gift, ListChecks, Repeat2, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useIndex } from '../desk/use-store.ts';
import { useTill } from '../desk/till-context.ts';
import { useWords } from '../words/use-words.ts';
import { choicesOf } from './choices.ts';
import { DiscountSheet } from './discount-sheet.tsx';
import { LinePlace } from './line-place.tsx';
import { ItemSheet } from './item-sheet.tsx';
import { PriceSheet } from './price-sheet.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import type { Check } from './use-check.ts';

type Step = 'menu' | 'choices' | 'discount' | 'comp' | 'void' | 'price';

export interface LineSheetProps {
  check: Check;
  line: OrderLine;
  orderTypeId: string;
  onClose: () => void;
}

/** Everything that can be done to one line. */
export function LineSheet({ check, line, orderTypeId, onClose }: LineSheetProps): ReactElement | null {
  const t = useWords();
  const till = useTill();
  const index = useIndex();
  const { settings } = index;
  const [step, setStep] = useState<Step>('menu');
  const [note, setNote] = useState(line.note);
  const { orderId, act } = check;
  const { lineId, name } = line;
  const item = line.itemId === null ? undefined : index.items.get(line.itemId);
  const isNew = line.sentAt === null;
  const atTable = index.orderTypes.get(orderTypeId)?.takeaway === false;
  const left = Number(activeQuantity(line));
  const isWhole = Number.isInteger(left);

  async function changed(payload: {
    note?: string;
    choices?: ReturnType<typeof choicesOf>;
    variantId?: string;
    quantity?: string;
    seat?: number;
    course?: number;
  }): Promise<void> {
    await act([
      {
        command: {
          type: 'order.change_line',
          payload: {
            orderId,
            lineId,
            quantity: payload.quantity ?? null,
            variantId: payload.variantId ?? null,
            modifiers: payload.choices ?? null,
            note: payload.note ?? null,
            seat: payload.seat ?? null,
            course: payload.course ?? null,
          },
        },
      },
    ]);
  }

  switch (step) {
    case 'choices':
      if (item === undefined || line.variantId === null) return null;
      return (
        <ItemSheet
          item={item}
          orderTypeId={orderTypeId}
          priceLevelId={line.priceLevelId}
          initial={{
            variantId: line.variantId,
            choices: choicesOf(line.modifiers),
            quantity: isWhole ? left : 1,
            note: line.note,
          }}
          onDone={(choice) => {
            onClose();
            void changed({
              variantId: choice.variantId,
              choices: choice.choices,
              note: choice.note,
              ...(isWhole ? { quantity: String(choice.quantity) } : {}),
            });
          }}
          onClose={onClose}
        />
      );
    case 'discount':
      return (
        <DiscountSheet
          title={name}
          onClose={onClose}
          onDiscount={(choice) => {
            onClose();
            void act(
              [
                {
                  command: {
                    type: 'order.apply_discount',
                    payload: { orderId, discountId: till.newId(), lineId, ...choice },
                  },
                },
              ],
              {
                what: t('approveDiscount', { what: name }),
              },
            );
          }}
        />
      );
    case 'comp':
      return (
        <ReasonSheet
          title={t('compTitle', { name })}
          reasons={settings.compReasons}
          doLabel={t('comp')}
          onClose={onClose}
          onReason={(reason) => {
            onClose();
            void act([{ command: { type: 'order.comp_line', payload: { orderId, lineId, reason } } }], {
              what: t('approveComp', { name }),
            });
          }}
        />
      );
    case 'void':
      return (
        <ReasonSheet
          title={t('voidTitle', { name })}
          description={t('voidMeans')}
          reasons={settings.voidReasons}
          doLabel={t('void')}
          most={isWhole ? left : 1}
          danger
          onClose={onClose}
          onReason={(reason, count) => {
            onClose();
            const quantity = isWhole ? String(count) : activeQuantity(line);
            void act([{ command: { type: 'order.void_line', payload: { orderId, lineId, quantity, reason } } }], {
              what: t('approveVoid', { count: isWhole ? count : 1, name }),
            });
          }}
        />
      );
    case 'price':
      return (
        <PriceSheet
          name={name}
          unitPriceMinor={line.unitPriceMinor}
          onClose={onClose}
          onPrice={(unitPriceMinor, reason) => {
            onClose();
            if (line.itemId === null || line.variantId === null) return;
            const payload = {
              orderId,
              lineId: till.newId(),
              itemId: line.itemId,
              variantId: line.variantId,
              quantity: line.quantity,
              modifiers: choicesOf(line.modifiers),
              note: line.note,
              seat: line.seat,
              course: line.course,
              priceOverride: { unitPriceMinor, reason },
            };
            // A price is set when a line is sold: the old line gives way to a new one in the same step.
            void act(
              [
                { command: { type: 'order.remove_line', payload: { orderId, lineId } } },
                { command: { type: 'order.add_line', payload } },
              ],
              { what: t('approvePrice', { name }) },
            );
          }}
        />
      );
    case 'menu':
      break;
  }

  const close = (): void => {
    if (isNew && note.trim() !== line.note) void changed({ note: note.trim() });
    onClose();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={name}
      description={isNew ? t('lineNew') : t('lineSent')}
      size="sm"
    >
      <div className="flex flex-col gap-3">
        {isNew && isWhole && (
          <div className="flex items-center justify-between gap-3 rounded-lg bg-sunken p-2 ps-4">
            <span className="font-medium">{t('quantity')}</span>
            <Stepper
              label={name}
              value={left}
              onChange={(count) => void check.setQuantity(line, String(count))}
              onRemove={() => {
                onClose();
                void check.remove(line);
              }}
              size="lg"
            />
          </div>
        )}
        {isNew && atTable && (
          <LinePlace
            line={line}
            guestCount={check.order?.guestCount ?? null}
            onSeat={(seat) => void changed({ seat })}
            onCourse={(course) => void changed({ course })}
          />
        )}
        {isNew && (
          <TextField
            label={t('note')}
            placeholder={t('notePlaceholder')}
            value={note}
            onChange={setNote}
            maxLength={200}
          />
        )}
        {isNew && item !== undefined && (item.modifierGroupIds.length > 0 || item.variants.length > 1) && (
          <Choice icon={<ListChecks />} label={t('changeChoices')} onPress={() => setStep('choices')} />
        )}
        {(line.itemId !== null || line.taxCategoryId !== undefined) && (
          <Choice
            icon={<Repeat2 />}
            label={t('repeat')}
            onPress={() => {
              close();
              void check.repeat(line);
            }}
          />
        )}
        {!isVoided(line) && line.comp === null && (
          <Choice icon={<BadgePercent />} label={t('discount')} onPress={() => setStep('discount')} />
        )}
        {isNew && line.itemId !== null && (
          <Choice icon={<CircleDollarSign />} label={t('changePrice')} onPress={() => setStep('price')} />
        )}
        {!isVoided(line) && line.comp === null && (
          <Choice icon={<Gift />} label={t('comp')} onPress={() => setStep('comp')} />
        )}
        {isNew ? (
          <Choice
            danger
            icon={<Trash2 />}
            label={t('remove')}
            onPress={() => {
              onClose();
              void check.remove(line);
            }}
          />
        ) : (
          !isVoided(line) && <Choice danger icon={<Ban />} label={t('void')} onPress={() => setStep('void')} />
        )}
        {check.order?.discounts
          .filter((discount) => discount.lineId === lineId)
          .map((discount) => (
            <Choice
              key={discount.discountId}
              icon={<BadgePercent />}
              label={t('removeDiscount', { name: discount.name })}
              onPress={() => {
                onClose();
                void act([
                  { command: { type: 'order.remove_discount', payload: { orderId, discountId: discount.discountId } } },
                ]);
              }}
            />
          ))}
      </div>
    </Sheet>
  );
}

function Choice({
  icon,
  label,
  danger = false,
  onPress,
}: {
  icon: ReactElement;
  label: string;
  danger?: boolean;
  onPress: () => void;
}): ReactElement {
  return (
    <Button
      size="lg"
      icon={icon}
      fullWidth
      onPress={onPress}
      className={danger ? 'justify-start text-danger!' : 'justify-start'}
    >
      {label}
    </Button>
  );
}
