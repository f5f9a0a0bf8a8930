// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import './jsdom-gaps.ts';
import { DataTable, type DataTableColumn, type DataTableProps } from './data-table.tsx';

afterEach(cleanup);

interface Sale {
  item: string;
  quantity: number;
}

const sales: readonly Sale[] = [
  { item: 'Margherita', quantity: 41 },
  { item: 'Diavola', quantity: 22 },
  { item: 'Marinara', quantity: 9 },
];

const columns: readonly DataTableColumn<Sale>[] = [
  { id: 'item', header: 'Item', cell: (sale) => sale.item, sortable: true },
  { id: 'quantity', header: 'Sold', cell: (sale) => sale.quantity, align: 'end', sortable: true, total: 72 },
];

function show(props: Partial<DataTableProps<Sale>> = {}): void {
  render(<DataTable label="Top items" columns={columns} rows={sales} rowKey={(sale) => sale.item} {...props} />);
}

const table = (): HTMLElement => screen.getByRole('grid', { name: 'Top items' });
const rowNamed = (name: string): HTMLElement => screen.getByRole('row', { name: new RegExp(name) });
const press = (key: string): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key });
  fireEvent.keyUp(document.activeElement ?? document.body, { key });
};

describe('a table of figures', () => {
  test('names every row by its first column and keeps the totals at the foot', () => {
    show();
    expect(within(rowNamed('Margherita')).getByRole('rowheader').textContent).toBe('Margherita');
    const foot = table().querySelector('tfoot');
    expect(foot?.textContent).toBe('Total72');
  });

  test('is walked by arrows and opened by Enter', () => {
    const onRowAction = vi.fn();
    show({ onRowAction });
    rowNamed('Margherita').focus();
    press('ArrowDown');
    expect(document.activeElement).toBe(rowNamed('Diavola'));
    press('ArrowDown');
    press('Enter');
    expect(onRowAction.mock.calls).toEqual([[sales[2]]]);
  });

  test('opens the row that was tapped', () => {
    const onRowAction = vi.fn();
    show({ onRowAction });
    fireEvent.click(screen.getByText('Diavola'));
    expect(onRowAction.mock.calls).toEqual([[sales[1]]]);
  });

  test('asks its owner to sort, turns the direction on the second tap, and says so', () => {
    const onSortChange = vi.fn();
    show({ onSortChange, sort: { columnId: 'quantity', direction: 'ascending' } });
    const head = screen.getByRole('columnheader', { name: 'Sold' });
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(head);
    fireEvent.click(screen.getByRole('columnheader', { name: 'Item' }));
    expect(onSortChange.mock.calls).toEqual([
      [{ columnId: 'quantity', direction: 'descending' }],
      [{ columnId: 'item', direction: 'ascending' }],
    ]);
  });

  test('says which rows of how many and stops at both ends', () => {
    const onPageChange = vi.fn();
    show({ pagination: { pageIndex: 3, pageSize: 25, totalRows: 1_100, onPageChange } });
    expect(screen.getByRole('status').textContent).toBe('76–100 of 1,100');
    fireEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(onPageChange.mock.calls).toEqual([[4]]);
    cleanup();
    show({ pagination: { pageIndex: 43, pageSize: 25, totalRows: 1_100, onPageChange } });
    expect(screen.getByRole('button', { name: 'Next page' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('status').textContent).toBe('1,076–1,100 of 1,100');
  });

  test('shows what it is for when it is empty, and neither totals nor old rows when it failed', () => {
    show({ rows: [], empty: <p>No sales yet today</p> });
    expect(table().textContent).toContain('No sales yet today');
    cleanup();
    show({ error: <p>The sales could not be read.</p> });
    expect(table().textContent).toContain('The sales could not be read.');
    expect(table().textContent).not.toContain('Margherita');
    expect(table().querySelector('tfoot')).toBeNull();
  });

  test('keeps the rows it has while newer ones load, and draws the layout when it has none', () => {
    show({ loading: true });
    expect(rowNamed('Margherita')).toBeDefined();
    cleanup();
    show({ loading: true, rows: [], skeletonRows: 4 });
    expect(table().querySelectorAll('tbody tr')).toHaveLength(4);
    expect(table().closest('[aria-busy]')?.getAttribute('aria-busy')).toBe('true');
  });
});
