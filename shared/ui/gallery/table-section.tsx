import { useState, type ReactElement } from 'react';
import { Card } from '../card.tsx';
import { DataTable, type DataTableColumn, type DataTableSort } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { ErrorState } from '../error-state.tsx';
import { formatTime } from '../format.ts';
import { MoneyText } from '../money-text.tsx';
import { toasts } from '../toast.tsx';
import { useUiSettings } from '../ui-provider.tsx';
import { demoOrders, type DemoOrder } from './demo-data.ts';

const pageSize = 25;

function useColumns(): readonly DataTableColumn<DemoOrder>[] {
  const { locale, timeZone } = useUiSettings();
  const sumMinor = demoOrders.reduce((sum, order) => sum + order.totalMinor, 0);
  const items = demoOrders.reduce((sum, order) => sum + order.items, 0);
  return [
    { id: 'number', header: 'Order', cell: (order) => `#${order.number}`, sortable: true, rowHeader: true },
    { id: 'time', header: 'Opened', cell: (order) => formatTime(order.openedMs, timeZone, locale), align: 'end' },
    { id: 'table', header: 'Table', cell: (order) => order.table },
    {
      id: 'server',
      header: 'Server',
      cell: (order) => (
        <span dir="auto" className="block max-w-48 truncate">
          {order.server}
        </span>
      ),
    },
    { id: 'items', header: 'Items', cell: (order) => order.items, align: 'end', total: items },
    {
      id: 'total',
      header: 'Total',
      cell: (order) => <MoneyText amountMinor={order.totalMinor} />,
      align: 'end',
      sortable: true,
      total: <MoneyText amountMinor={sumMinor} />,
    },
  ];
}

function sorted(sort: DataTableSort): DemoOrder[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const figure = (order: DemoOrder): number => (sort.columnId === 'total' ? order.totalMinor : order.number);
  return demoOrders.toSorted((a, b) => sign * (figure(a) - figure(b)));
}

export function TableSection(): ReactElement {
  const columns = useColumns();
  const [sort, setSort] = useState<DataTableSort>({ columnId: 'number', direction: 'ascending' });
  const [pageIndex, setPageIndex] = useState(0);
  const rows = sorted(sort).slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
  return (
    <>
      <Card title="Orders" description="Arrows walk, Enter opens" flush>
        <DataTable
          label="Orders"
          className="max-h-120"
          columns={columns}
          rows={rows}
          rowKey={(order) => String(order.number)}
          sort={sort}
          onSortChange={setSort}
          onRowAction={(order) => toasts.show({ message: `Order #${order.number}` })}
          pagination={{ pageIndex, pageSize, totalRows: demoOrders.length, onPageChange: setPageIndex }}
        />
      </Card>
      <div className="grid gap-4 lg:grid-cols-3">
        <Card title="Loading" flush>
          <DataTable
            label="Orders, loading"
            dense
            loading
            skeletonRows={5}
            columns={columns.slice(0, 3)}
            rows={[]}
            rowKey={String}
          />
        </Card>
        <Card title="Empty" flush>
          <DataTable
            label="Orders, empty"
            columns={columns.slice(0, 3)}
            rows={[]}
            rowKey={String}
            empty={<EmptyState title="No orders yet today">The first one shows here the moment it is sent.</EmptyState>}
          />
        </Card>
        <Card title="Error" flush>
          <DataTable
            label="Orders, failed"
            columns={columns.slice(0, 3)}
            rows={[]}
            rowKey={String}
            error={
              <ErrorState
                title="The orders could not be read."
                supportCode="ORDERS-READ-FAILED"
                onRetry={() => undefined}
              />
            }
          />
        </Card>
      </div>
    </>
  );
}
