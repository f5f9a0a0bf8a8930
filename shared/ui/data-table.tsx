import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableFooter, TableHeader } from 'react-aria-components/Table';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';
import { PaginationFooter, type Pagination } from './pagination-footer.tsx';
import { Skeleton } from './skeleton.tsx';
import { useUiWords } from './ui-provider.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface DataTableColumn<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** "end" for money, counts and times. */
  align?: 'start' | 'end' | undefined;
  sortable?: boolean | undefined;
  /** Names the row for those who hear the table; the first column when none says so. */
  rowHeader?: boolean | undefined;
  /** What stands under this column in the totals row. */
  total?: ReactNode;
  /** CSS width: "8rem", "20%". */
  width?: string | undefined;
}

export interface DataTableSort {
  columnId: string;
  direction: 'ascending' | 'descending';
}

export interface DataTableProps<T> {
  /** What the table is, spoken. */
  label: string;
  columns: readonly DataTableColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Enter or a tap on a row opens what it is made of. */
  onRowAction?: ((row: T) => void) | undefined;
  sort?: DataTableSort | undefined;
  /** The caller sorts (mostly the server does). */
  onSortChange?: ((sort: DataTableSort) => void) | undefined;
  pagination?: Pagination | undefined;
  loading?: boolean | undefined;
  /** An ErrorState shown instead of rows. */
  error?: ReactNode;
  /** An EmptyState shown when there are none. */
  empty?: ReactNode;
  /** Skeleton rows while loading: about as many as will come. */
  skeletonRows?: number | undefined;
  dense?: boolean | undefined;
  /** The height belongs here ("max-h-[60dvh]"), so that the header has something to stick to. */
  className?: string | undefined;
}

const alignClass = { start: 'text-start', end: 'text-end tabular-nums' };

function SortMark({ direction }: { direction: 'ascending' | 'descending' | undefined }): ReactElement {
  const Mark = direction === undefined ? ArrowUpDown : direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <Mark className={classNames('size-4 shrink-0', direction === undefined && 'text-subtle')} aria-hidden="true" />
  );
}

/**
 * A table that a keyboard walks (arrows, Home, End, Enter), with the head and the totals in view
 * while the rows scroll. Rows that are there stay in sight while newer ones load.
 */
export function DataTable<T>({
  label,
  columns,
  rows,
  rowKey,
  onRowAction,
  sort,
  onSortChange,
  pagination,
  loading = false,
  error,
  empty,
  skeletonRows = 8,
  dense = false,
  className,
}: DataTableProps<T>): ReactElement {
  const t = useUiWords();
  const headerColumnId = (columns.find((column) => column.rowHeader === true) ?? columns[0])?.id;
  const hasTotals = columns.some((column) => column.total !== undefined);
  const failed = error !== undefined && error !== null;
  const showSkeleton = loading && rows.length === 0 && !failed;
  const cellClass = classNames(
    'border-b border-line px-4 first:ps-5 last:pe-5 max-md:px-2 max-md:first:ps-4 max-md:last:pe-4',
    dense ? 'h-11 py-1.5' : 'h-14 py-2',
  );

  function openRow(key: string | number): void {
    const row = rows.find((candidate) => rowKey(candidate) === key);
    if (row !== undefined) onRowAction?.(row);
  }

  return (
    <div className="flex min-h-0 flex-col">
      <div aria-busy={loading} className={classNames('relative min-h-0 overflow-auto', className)}>
        <Table
          aria-label={label}
          className="w-full border-separate border-spacing-0 text-sm"
          {...defined({
            sortDescriptor: sort === undefined ? undefined : { column: sort.columnId, direction: sort.direction },
            onRowAction: onRowAction === undefined ? undefined : openRow,
          })}
          onSortChange={(next) => onSortChange?.({ columnId: String(next.column), direction: next.direction })}
        >
          <TableHeader>
            {columns.map((column) => (
              <Column
                key={column.id}
                id={column.id}
                isRowHeader={column.id === headerColumnId}
                allowsSorting={column.sortable ?? false}
                {...defined({ style: column.width === undefined ? undefined : { inlineSize: column.width } })}
                className={classNames(
                  'sticky top-0 z-10 h-11 border-b border-line-strong bg-surface px-4 font-semibold first:ps-5 last:pe-5 max-md:px-2 max-md:first:ps-4 max-md:last:pe-4 md:whitespace-nowrap text-muted -outline-offset-3',
                  column.sortable === true && 'cursor-pointer data-hovered:text-ink',
                  alignClass[column.align ?? 'start'],
                )}
              >
                {({ sortDirection, allowsSorting }) => (
                  <span className={classNames('flex items-center gap-1.5', column.align === 'end' && 'justify-end')}>
                    {column.header}
                    {allowsSorting && <SortMark direction={sortDirection} />}
                  </span>
                )}
              </Column>
            ))}
          </TableHeader>
          <TableBody
            renderEmptyState={() =>
              failed ? error : (empty ?? <p className="px-4 py-10 text-center text-muted">{t('nothingHere')}</p>)
            }
          >
            {showSkeleton
              ? Array.from({ length: skeletonRows }, (_, index) => (
                  <Row key={`loading ${index}`} id={`loading ${index}`} textValue={t('loading')}>
                    {columns.map((column) => (
                      <Cell key={column.id} className={cellClass}>
                        {column.id === headerColumnId && <VisuallyHidden>{t('loading')}</VisuallyHidden>}
                        <Skeleton className={classNames('h-4', column.align === 'end' ? 'ms-auto w-16' : 'w-3/5')} />
                      </Cell>
                    ))}
                  </Row>
                ))
              : !failed &&
                rows.map((row) => (
                  <Row
                    key={rowKey(row)}
                    id={rowKey(row)}
                    className={classNames(
                      '-outline-offset-3',
                      onRowAction !== undefined && 'cursor-pointer data-hovered:bg-canvas data-pressed:bg-sunken',
                    )}
                  >
                    {columns.map((column) => (
                      <Cell
                        key={column.id}
                        className={classNames(cellClass, '-outline-offset-3', alignClass[column.align ?? 'start'])}
                      >
                        {column.cell(row)}
                      </Cell>
                    ))}
                  </Row>
                ))}
          </TableBody>
          {hasTotals && !failed && rows.length > 0 && (
            <TableFooter>
              <Row>
                {columns.map((column, index) => (
                  <Cell
                    key={column.id}
                    className={classNames(
                      'sticky bottom-0 z-10 h-11 border-t border-line-strong bg-surface px-4 font-semibold -outline-offset-3 first:ps-5 last:pe-5 max-md:px-2 max-md:first:ps-4 max-md:last:pe-4',
                      alignClass[column.align ?? 'start'],
                    )}
                  >
                    {column.total ?? (index === 0 ? t('total') : '')}
                  </Cell>
                ))}
              </Row>
            </TableFooter>
          )}
        </Table>
      </div>
      {pagination !== undefined && !failed && <PaginationFooter {...pagination} />}
    </div>
  );
}
