import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { sentenceOf } from '../parts/fault-words.ts';
import { hrefOf } from '../place/place.ts';
import { useStoreScope } from '../place/store-scope.ts';
import type { ApiFault } from '../session/api-fault.ts';
import { useSession } from '../session/use-session.ts';
import { ordersQuestion, type OrdersView } from './orders-view.ts';

/** All pages of what the list shows, as a file for a spreadsheet. */
export function ExportButton({ view, today }: { view: OrdersView; today: string }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const storeId = useStoreScope();
  const question = ordersQuestion(view, { storeId, today });
  const download = useMutation<void, ApiFault>({
    mutationFn: async () => {
      const response = await session.fetch(hrefOf('/orders.csv', question));
      save(await response.blob(), fileName(question));
    },
    onError: (fault) => toasts.show({ tone: 'danger', message: sentenceOf(fault, t) }),
  });
  return (
    <Button icon={<Download />} busy={download.isPending} onPress={() => download.mutate()}>
      {t('orders.export')}
    </Button>
  );
}

function fileName({ from, to }: ReturnType<typeof ordersQuestion>): string {
  const days = [from, to === from ? null : to].filter((day) => typeof day === 'string');
  return `${['orders', ...days].join('-')}.csv`;
}

/** A token goes with the request, so a plain link cannot fetch it. */
function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this turn; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
