import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetireBox, StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ConfirmDialog } from '@auraconnect/shared/ui/confirm-dialog.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useCloudAction } from '../cloud/use-cloud.ts';
import { sentenceOf } from '../parts/fault-words.ts';
import type { ApiFault } from '../session/api-fault.ts';

export interface RetireButtonProps {
  store: StoreDetail;
  box: StoreDetail['epochs'][number];
}

/** Of two boxes with one history one goes: asked twice, and it can be taken back. */
export function RetireButton({ store, box }: RetireButtonProps): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const isRetired = box.retiredAt !== null;
  const retire = useCloudAction<RetireBox, null>(
    () => `/stores/${store.storeId}/boxes/retire`,
    (request) => request,
  );
  async function change(): Promise<void> {
    try {
      await retire.mutateAsync({ epoch: box.epoch, retired: !isRetired });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/stores') });
    } catch (fault) {
      toasts.show({ tone: 'danger', message: sentenceOf(fault as ApiFault, t) });
    } finally {
      setAsking(false);
    }
  }
  if (isRetired)
    return (
      <Button busy={retire.isPending} onPress={() => void change()}>
        {t('stores.unretire')}
      </Button>
    );
  return (
    <>
      <Button busy={retire.isPending} onPress={() => setAsking(true)}>
        {t('stores.retire')}
      </Button>
      <ConfirmDialog
        isOpen={asking}
        title={t('stores.retireAsk')}
        confirmLabel={t('stores.retire')}
        cancelLabel={t('stores.retireNot')}
        onConfirm={change}
        onCancel={() => setAsking(false)}
      >
        {t('stores.retireHint')}
      </ConfirmDialog>
    </>
  );
}
