import { ChevronRight, Printer } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import { Link } from '../place/link.tsx';
import { useHref } from '../place/store-scope.ts';

/** The way to the printers that somebody in a store has to look at; nothing while all of them print. */
export function PrintersNote({ stores }: { stores: readonly StoreSummary[] }): ReactElement | null {
  const { t } = useTranslation();
  const href = useHref();
  const troubled = stores.filter(({ troubledPrinterCount }) => troubledPrinterCount > 0);
  const count = troubled.reduce((sum, { troubledPrinterCount }) => sum + troubledPrinterCount, 0);
  const [only] = troubled;
  if (only === undefined) return null;
  return (
    <Link
      href={href(troubled.length === 1 ? `/stores/${only.storeId}` : '/stores')}
      className="flex min-h-11 items-center gap-3 rounded-lg bg-warning-soft px-4 py-2.5 text-sm text-warning"
    >
      <Printer className="size-5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 grow font-semibold">
        {t('stores.printersTroubled', { count })}
        {troubled.length === 1 && (
          <>
            {' · '}
            <bdi className="font-normal">{only.name}</bdi>
          </>
        )}
      </span>
      <ChevronRight className="size-4 shrink-0 rtl:-scale-x-100" aria-hidden="true" />
    </Link>
  );
}
