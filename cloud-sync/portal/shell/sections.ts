import {
  BookOpenText,
  ChartColumn,
  LayoutDashboard,
  ReceiptText,
  Settings,
  Store,
  type LucideIcon,
} from 'lucide-react';

export interface Section {
  id: 'overview' | 'sales' | 'orders' | 'menu' | 'stores' | 'settings';
  path: string;
  Icon: LucideIcon;
}

/** By trade, in the order in which an owner asks. */
export const sections: readonly Section[] = [
  { id: 'overview', path: '/', Icon: LayoutDashboard },
  { id: 'sales', path: '/sales', Icon: ChartColumn },
  { id: 'orders', path: '/orders', Icon: ReceiptText },
  { id: 'menu', path: '/menu', Icon: BookOpenText },
  { id: 'stores', path: '/stores', Icon: Store },
  { id: 'settings', path: '/settings', Icon: Settings },
];

/** The section that an address is in; null for one that nobody knows. */
export function sectionOf(path: string): Section | null {
  return (
    sections.find(
      (section) => path === section.path || (section.path !== '/' && path.startsWith(`${section.path}/`)),
    ) ?? null
  );
}
