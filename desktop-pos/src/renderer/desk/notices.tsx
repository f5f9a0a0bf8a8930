import { Button } from '@auraconnect/shared/ui/button.tsx';
import { CircleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { orderTitle } from '../parts/order-title.ts';
import { useWordOr, useWords } from '../words/use-words.ts';
import { useDesk } from './desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from './till-context.ts';

const shownAtOnce = 3;

/** What was done here and then refused by the appliance. It stays until a person has read it; it never covers the check. */
export function Notices(): ReactElement | null {
  const t = useWords();
  const wordOr = useWordOr();
  const till = useTill();
  const { pick, show } = useDesk();
  const notices = useSignal(till.notices);
  if (notices.length === 0) return null;
  return (
    <div role="alert" className="fixed start-3 bottom-14 z-30 flex w-[min(30rem,calc(100%-1.5rem))] flex-col gap-2">
      {notices.slice(0, shownAtOnce).map((notice) => {
        const { orderId } = notice;
        const isOpen = orderId !== null && till.order(orderId)?.status === 'open';
        const title = orderTitle({ number: notice.orderNumber, label: notice.orderLabel }, t);
        return (
          <div
            key={notice.id}
            className="flex animate-rise flex-col gap-2 rounded-lg border-2 border-danger bg-raised p-3 shadow-float"
          >
            <p className="flex gap-2 text-sm">
              <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" aria-hidden="true" />
              <span className="min-w-0 grow">
                <span className="block font-semibold">
                  {title}: {wordOr(`did_${notice.commandType.replace('.', '_')}`, t('didSomething'))}
                </span>
                {wordOr(`refusal_${notice.code}`, notice.message)} {t('takenBack')}
              </span>
            </p>
            <div className="flex flex-wrap justify-end gap-2">
              {isOpen && (
                <Button
                  onPress={() => {
                    pick(orderId);
                    show({ name: 'home' });
                    till.dismissNotice(notice.id);
                  }}
                >
                  {t('lookAtOrder')}
                </Button>
              )}
              <Button variant="primary" onPress={() => till.dismissNotice(notice.id)}>
                {t('understood')}
              </Button>
            </div>
          </div>
        );
      })}
    </div>
  );
}
