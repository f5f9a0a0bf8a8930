import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatNumber } from './format.ts';
import { IconButton } from './icon-button.tsx';
import { useUiSettings, useUiWords } from './ui-provider.tsx';

export interface Pagination {
  /** Counted from 0. */
  pageIndex: number;
  pageSize: number;
  totalRows: number;
  onPageChange: (pageIndex: number) => void;
}

/** Which rows of how many, and the way to the next. */
export function PaginationFooter({ pageIndex, pageSize, totalRows, onPageChange }: Pagination): ReactElement {
  const t = useUiWords();
  const { locale } = useUiSettings();
  const from = totalRows === 0 ? 0 : pageIndex * pageSize + 1;
  const to = Math.min(totalRows, (pageIndex + 1) * pageSize);
  const lastPageIndex = Math.max(0, Math.ceil(totalRows / pageSize) - 1);
  return (
    <div className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-3 py-1.5 text-sm text-muted">
      <span role="status" className="me-2 tabular-nums">
        {t('pageRange', {
          from: formatNumber(from, locale),
          to: formatNumber(to, locale),
          total: formatNumber(totalRows, locale),
        })}
      </span>
      <IconButton
        label={t('previousPage')}
        icon={<ChevronLeft className="rtl:-scale-x-100" />}
        disabled={pageIndex <= 0}
        onPress={() => onPageChange(pageIndex - 1)}
      />
      <IconButton
        label={t('nextPage')}
        icon={<ChevronRight className="rtl:-scale-x-100" />}
        disabled={pageIndex >= lastPageIndex}
        onPress={() => onPageChange(pageIndex + 1)}
      />
    </div>
  );
}
