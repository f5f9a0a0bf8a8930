import { Landmark, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tax } from '@auraconnect/shared/tax/tax.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { formatBusinessDate } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { rateLabel } from '../../parts/rate.ts';
import { goTo } from '../../place/place.ts';
import { useMenuWork } from '../menu-context.ts';
import { useEditHref } from './edit-link.ts';
import { EntryMark } from './entry-mark.tsx';
import { MenuRow } from './menu-row.tsx';

/** What the state gets, of what, and since when. */
export function TaxesView(): ReactElement {
  const { t } = useTranslation();
  const { index } = useMenuWork();
  const editHref = useEditHref();
  const { taxes, taxCategories, items } = index.catalogue;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Card
        title={t('menu.taxRates')}
        description={t('menu.taxRatesHint')}
        flush
        actions={
          <Button icon={<Plus />} onPress={() => goTo(editHref('tax', null))}>
            {t('menu.newTax')}
          </Button>
        }
      >
        {taxes.length === 0 ? (
          <EmptyState icon={<Landmark />} title={t('menu.noTaxes')}>
            {t('menu.noTaxesHint')}
          </EmptyState>
        ) : (
          <ul className="border-t border-line">
            {taxes.map((tax) => (
              <TaxRow key={tax.id} tax={tax} href={editHref('tax', tax.id)} />
            ))}
          </ul>
        )}
      </Card>
      <Card
        title={t('menu.taxCategories')}
        description={t('menu.taxCategoriesHint')}
        flush
        actions={
          <Button icon={<Plus />} onPress={() => goTo(editHref('tax-category', null))}>
            {t('menu.newTaxCategory')}
          </Button>
        }
      >
        <ul className="border-t border-line">
          {taxCategories.map(({ id, name }) => (
            <MenuRow
              key={id}
              href={editHref('tax-category', id)}
              name={name}
              marks={<EntryMark entity="tax-category" id={id} />}
              figures={
                <span className="text-muted">
                  {t('menu.itemCount', { count: items.filter((item) => item.taxCategoryId === id).length })}
                </span>
              }
            />
          ))}
        </ul>
      </Card>
    </div>
  );
}

function TaxRow({ tax, href }: { tax: Tax; href: string }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { index } = useMenuWork();
  const of = tax.taxCategoryIds.map((id) => index.taxCategories.get(id)?.name ?? id).join(', ');
  const where = tax.orderTypeIds.map((id) => index.orderTypes.get(id)?.name ?? id).join(', ');
  const from = tax.validFrom === null ? null : t('menu.taxFrom', { date: formatBusinessDate(tax.validFrom, locale) });
  const to = tax.validTo === null ? null : t('menu.taxTo', { date: formatBusinessDate(tax.validTo, locale) });
  return (
    <MenuRow
      href={href}
      name={tax.name}
      marks={
        <>
          <Badge>{tax.included ? t('menu.taxIncluded') : t('menu.taxAdded')}</Badge>
          <EntryMark entity="tax" id={tax.id} />
        </>
      }
      note={[of, where, from, to].filter((part) => part !== null && part !== '').join(' · ')}
      figures={<span className="text-base font-semibold tabular-nums">{rateLabel(tax.rate, locale)}</span>}
    />
  );
}
