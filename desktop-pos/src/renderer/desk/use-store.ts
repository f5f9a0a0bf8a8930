import type { Catalogue } from '@auraconnect/shared/menu/catalogue.ts';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { StorePicture } from '../till/store-picture.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from './till-context.ts';

/** The store's picture. A desk is only drawn when there is one. */
export function usePicture(): StorePicture {
  const picture = useSignal(useTill().picture);
  if (picture === null) throw new Error('the till has no picture of its store');
  return picture;
}

export function useIndex(): CatalogueIndex {
  return usePicture().index;
}

export function useCatalogue(): Catalogue {
  return useIndex().catalogue;
}

export function useOrder(orderId: string | null): Order | null {
  const orders = useSignal(useTill().orders);
  return orderId === null ? null : (orders.get(orderId) ?? null);
}

/** Whether this till may take money for the order: on its own only for checks that it holds. */
export function useMayTakeMoney(order: Order | null): boolean {
  const till = useTill();
  useSignal(till.alone);
  useSignal(till.cashSession);
  return order === null || till.mayTakeMoney(order);
}

/** The day that sales go to now; the stream knows first when it was rolled. */
export function useBusinessDate(): string {
  const till = useTill();
  const picture = usePicture();
  return useSignal(till.status)?.businessDate ?? picture.businessDate;
}
