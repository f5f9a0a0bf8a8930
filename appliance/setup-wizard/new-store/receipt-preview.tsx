import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isTimeZone } from '@auraconnect/shared/time/zone-offset.ts';
import { PaperView } from '@auraconnect/shared/ui/paper-view.tsx';
import type { Answers } from './answers.ts';
import { sampleReceipt } from './sample-receipt.ts';

const paperColumns = 38;

/** The first receipt of the store, growing with every answer. */
export function ReceiptPreview({ answers }: { answers: Answers }): ReactElement {
  const { t } = useTranslation();
  const document = useMemo(() => {
    // What is half typed must not take the paper away.
    const whole = isTimeZone(answers.timeZone) ? answers : { ...answers, timeZone: 'UTC' };
    const words = {
      storeName: t('sample.store'),
      dish: t('sample.dish'),
      drink: t('sample.drink'),
      orderType: t('sample.orderType'),
      server: t('sample.server'),
    };
    return sampleReceipt(whole, words, Date.now());
  }, [answers, t]);
  return (
    <figure className="lg:sticky lg:top-5">
      <figcaption className="mb-3 text-center text-sm text-muted">{t('preview.title')}</figcaption>
      <PaperView document={document} columns={paperColumns} label={t('preview.title')} />
    </figure>
  );
}
