import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import type { Order, OrderLine } from '@auraconnect/shared/order/order.ts';
import { addDecimal } from '@auraconnect/shared/money/decimal.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useCallback, useMemo } from 'react';
import { useAct, type DoActs } from '../desk/use-act.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useOrder } from '../desk/use-store.ts';
import type { Act } from '../till/act.ts';
import { useWords } from '../words/use-words.ts';
import { choicesOf, sameChoices } from './choices.ts';

export interface NewLine {
  item: Item;
  variantId: string;
  quantity: string;
  choices: ModifierChoice[];
  note: string;
  priceOverride?: { unitPriceMinor: number; reason: string } | null;
}

export interface NewOpenItem {
  name: string;
  unitPriceMinor: number;
  quantity: string;
  taxCategoryId: string;
  stationId: string | null;
}

export interface Check {
  orderId: string;
  /** Null until something is on it. */
  order: Order | null;
  act: DoActs;
  addLine(line: NewLine): Promise<void>;
  addOpenItem(item: NewOpenItem): Promise<boolean>;
  setQuantity(line: OrderLine, quantity: string): Promise<void>;
  remove(line: OrderLine): Promise<void>;
  repeat(line: OrderLine): Promise<void>;
  send(): Promise<void>;
}

/** The order in the check and what can be done to it from the menu. */
export function useCheck(): Check {
  const t = useWords();
  const till = useTill();
  const { orderId, orderTypeId, setPaidOrderId } = useDesk();
  const order = useOrder(orderId);
  const act = useAct();

  /** The first thing on an order opens it, in the same breath. */
  const opening = useCallback(
    (): Act[] =>
      till.isOpened(orderId)
        ? []
        : [{ command: { type: 'order.open', payload: { orderId, orderTypeId, label: '', guestCount: null } } }],
    [till, orderId, orderTypeId],
  );

  const addLine = useCallback(
    async ({ item, variantId, quantity, choices, note, priceOverride = null }: NewLine) => {
      setPaidOrderId(null);
      const twin =
        note === '' && priceOverride === null ? findTwin(till.intended(orderId), item.id, variantId, choices) : null;
      if (twin !== null) {
        const more = addDecimal(twin.quantity, quantity);
        await act([
          {
            command: {
              type: 'order.change_line',
              payload: {
                orderId,
                lineId: twin.lineId,
                quantity: more,
                variantId: null,
                modifiers: null,
                note: null,
                seat: null,
                course: null,
              },
            },
          },
        ]);
        return;
      }
      await act(
        [
          ...opening(),
          {
            command: {
              type: 'order.add_line',
              payload: {
                orderId,
                lineId: till.newId(),
                itemId: item.id,
                variantId,
                quantity,
                modifiers: choices,
                note,
                seat: null,
                course: null,
                priceOverride,
              },
            },
          },
        ],
        { what: t('approvePrice', { name: item.name }) },
      );
    },
    [act, opening, orderId, setPaidOrderId, t, till],
  );

  const addOpenItem = useCallback(
    async (item: NewOpenItem) => {
      setPaidOrderId(null);
      const payload = { orderId, lineId: till.newId(), note: '', ...item };
      const done = await act([...opening(), { command: { type: 'order.add_open_item', payload } }], {
        what: t('approveOpenItem', { name: item.name }),
      });
      return done !== null;
    },
    [act, opening, orderId, setPaidOrderId, t, till],
  );

  const setQuantity = useCallback(
    async (line: OrderLine, quantity: string) => {
      await act([
        {
          command: {
            type: 'order.change_line',
            payload: {
              orderId,
              lineId: line.lineId,
              quantity,
              variantId: null,
              modifiers: null,
              note: null,
              seat: null,
              course: null,
            },
          },
        },
      ]);
    },
    [act, orderId],
  );

  const again = useCallback(
    async (line: OrderLine): Promise<void> => {
      const { itemId, variantId, quantity, note, name, unitPriceMinor, override } = line;
      if (itemId === null || variantId === null) {
        if (line.taxCategoryId === undefined) return;
        const payload = {
          orderId,
          lineId: till.newId(),
          name,
          unitPriceMinor,
          quantity,
          note,
          taxCategoryId: line.taxCategoryId,
          stationId: line.stationIds[0] ?? null,
        };
        await act([{ command: { type: 'order.add_open_item', payload } }], { what: t('approveOpenItem', { name }) });
        return;
      }
      const priceOverride = override === null ? null : { unitPriceMinor, reason: override.reason };
      const payload = {
        orderId,
        lineId: till.newId(),
        itemId,
        variantId,
        quantity,
        modifiers: choicesOf(line.modifiers),
        note,
        seat: line.seat,
        course: line.course,
        priceOverride,
      };
      await act([{ command: { type: 'order.add_line', payload } }], { what: t('approvePrice', { name }) });
    },
    [act, orderId, t, till],
  );

  const remove = useCallback(
    async (line: OrderLine) => {
      const done = await act([{ command: { type: 'order.remove_line', payload: { orderId, lineId: line.lineId } } }]);
      if (done === null) return;
      toasts.show({
        message: t('lineRemoved', { name: line.name }),
        action: { label: t('undo'), onAction: () => void again(line) },
      });
    },
    [act, again, orderId, t],
  );

  const send = useCallback(async () => {
    await act([{ command: { type: 'order.send', payload: { orderId, sendId: till.newId(), lineIds: null } } }]);
  }, [act, orderId, till]);

  return useMemo(
    () => ({ orderId, order, act, addLine, addOpenItem, setQuantity, remove, repeat: again, send }),
    [orderId, order, act, addLine, addOpenItem, setQuantity, remove, again, send],
  );
}

/** The same thing again makes it two of it, not another line. Only the last line counts, so that nothing jumps up the check. */
function findTwin(
  order: Order,
  itemId: string,
  variantId: string,
  choices: readonly ModifierChoice[],
): OrderLine | null {
  const last = order.lines.at(-1);
  if (last === undefined || last.itemId !== itemId || last.variantId !== variantId || last.sentAt !== null) return null;
  // A dish that has a guest or a course is that guest's: the next one is a line of its own.
  const isPlain =
    last.note === '' && last.override === null && last.comp === null && last.seat === null && last.course === null;
  const isDiscounted = order.discounts.some((discount) => discount.lineId === last.lineId);
  return isPlain && !isDiscounted && sameChoices(choicesOf(last.modifiers), choices) ? last : null;
}
