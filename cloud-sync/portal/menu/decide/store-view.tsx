import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StorePriceRow } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { sentenceOf } from '../../parts/fault-words.ts';
import { useMoments } from '../../parts/moments.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { fieldLabel, fieldValue } from '../field-words.ts';
import { useMenuWork } from '../menu-context.ts';
import { DisagreementCard } from './disagreement-card.tsx';
import { useRevoke } from './use-deciding.ts';

/** What the store did to the menu by itself: what has to be decided, and prices that count there instead of the menu's. */
export function StoreView(): ReactElement {
  const { t } = useTranslation();
  const { disagreements, storePrices } = useMenuWork();
  if (disagreements.length === 0 && storePrices.length === 0) {
    return (
      <EmptyState icon={<CircleCheck />} title={t('decide.none')}>
        {t('decide.noneHint')}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {disagreements.map((disagreement) => (
        <DisagreementCard key={disagreement.disagreementId} disagreement={disagreement} />
      ))}
      {storePrices.length > 0 && (
        <Card title={t('decide.storePrices')} description={t('decide.storePricesHint')} flush>
          <ul className="divide-y divide-line border-t border-line">
            {storePrices.map((row) => (
              <StorePrice key={`${row.entity} ${row.id} ${row.path}`} row={row} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

function StorePrice({ row }: { row: StorePriceRow }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments();
  const { index, storeId, entries } = useMenuWork();
  const revoke = useRevoke();
  const { entity, id, name, path, storePriceMinor, menuPriceMinor, by, at, inStore } = row;
  const payload = entries.find((entry) => entry.entity === entity && entry.id === id)?.payload ?? null;
  const writing = { t, locale, index };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 text-sm">
      <span className="min-w-0 grow basis-52">
        <span className="flex flex-wrap items-center gap-x-2 font-medium break-words" dir="auto">
          {name}
          {!inStore && <Badge tone="info">{t('menu.markOnItsWay')}</Badge>}
        </span>
        <span className="block text-xs text-muted" dir="auto">
          {fieldLabel(path, payload, payload, writing)} · {t('decide.atStore', { who: by, time: moments.dateTime(at) })}
        </span>
      </span>
      <span className="tabular-nums">
        <span className="block font-semibold">{fieldValue(path, storePriceMinor, writing)}</span>
        <span className="block text-xs text-muted">
          {t('decide.menuSays', { price: fieldValue(path, menuPriceMinor, writing) })}
        </span>
      </span>
      <Button
        variant="secondary"
        busy={revoke.isPending}
        onPress={() => revoke.mutate({ storeId, entity: entity as 'item', id, path })}
      >
        {t('decide.revoke')}
      </Button>
      {revoke.error !== null && (
        <ProblemNote supportCode={revoke.error.supportCode}>{sentenceOf(revoke.error, t)}</ProblemNote>
      )}
    </li>
  );
}
