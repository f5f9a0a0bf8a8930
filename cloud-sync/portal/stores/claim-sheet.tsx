import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { ClaimSteps } from './claim-steps.tsx';

export function ClaimSheet({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t('claim.title')}
      description={t('claim.hint')}
    >
      <ClaimSteps onDone={onClose} />
    </Sheet>
  );
}
