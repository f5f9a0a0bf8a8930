import { chosenLanguage, languageOf } from '@auraconnect/shared/ui/languages.ts';
import { useEffect, useRef } from 'react';
import type { View } from '../desk/desk-context.ts';
import { useCatalogue, useOrder } from '../desk/use-store.ts';
import { tellCustomer, type CustomerTeller } from './customer-channel.ts';
import { customerPicture } from './customer-picture.ts';

/** A goodbye stays so long when no next order begins. */
const goodbyeMs = 30_000;

/** The name under which this machine keeps the language that its guests read. */
export const customerProgram = 'customer';

/** Tells the customer's display of this machine what the desk has in hand, whoever is signed in or nobody. */
export function useTellCustomer(desk: { orderId: string; paidOrderId: string | null; view: View }): void {
  const { settings } = useCatalogue();
  const order = useOrder(desk.orderId);
  const paying = useOrder(desk.view.name === 'pay' ? desk.view.orderId : null);
  const paid = useOrder(desk.paidOrderId);
  const language = chosenLanguage(customerProgram) ?? languageOf(settings.locale);
  const teller = useRef<CustomerTeller | null>(null);
  useEffect(() => {
    const mine = tellCustomer();
    teller.current = mine;
    return () => {
      teller.current = null;
      mine.end();
    };
  }, []);
  useEffect(() => {
    const show = (shownPaid: typeof paid): void =>
      teller.current?.show(customerPicture({ settings, language, order, paying, paid: shownPaid }));
    show(paid);
    if (paid === null) return;
    const timer = setTimeout(() => show(null), goodbyeMs);
    return () => clearTimeout(timer);
  }, [settings, language, order, paying, paid]);
}
