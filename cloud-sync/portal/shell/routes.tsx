import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, type ReactElement } from 'react';
import type { StoreSummary } from '@auraconnect/shared/protocol/portal-api.ts';
import { PageErrorBoundary } from '@auraconnect/shared/ui/page-error-boundary.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { QueryError } from '../parts/query-error.tsx';
import { useStoreScope } from '../place/store-scope.ts';
import type { ApiFault } from '../session/api-fault.ts';
import { NobodyHere } from './nobody-here.tsx';
import { sectionOf } from './sections.ts';

const Overview = lazy(() => import('../overview/overview.tsx').then((module) => ({ default: module.Overview })));
const Sales = lazy(() => import('../sales/sales.tsx').then((module) => ({ default: module.Sales })));
const Orders = lazy(() => import('../orders/orders.tsx').then((module) => ({ default: module.Orders })));
const OrderPage = lazy(() => import('../orders/order-page.tsx').then((module) => ({ default: module.OrderPage })));
const MenuPage = lazy(() => import('../menu/menu-page.tsx').then((module) => ({ default: module.MenuPage })));
const Stores = lazy(() => import('../stores/stores.tsx').then((module) => ({ default: module.Stores })));
const StorePage = lazy(() => import('../stores/store-page.tsx').then((module) => ({ default: module.StorePage })));
const ExceptionsPage = lazy(() =>
  import('../exceptions/exceptions-page.tsx').then((module) => ({ default: module.ExceptionsPage })),
);
const FirstStore = lazy(() => import('../stores/first-store.tsx').then((module) => ({ default: module.FirstStore })));
const SettingsPage = lazy(() =>
  import('../settings/settings.tsx').then((module) => ({ default: module.SettingsPage })),
);

export interface RoutesProps {
  path: string;
  stores: UseQueryResult<{ stores: StoreSummary[] }, ApiFault>;
}

export function Routes({ path, stores }: RoutesProps): ReactElement {
  return (
    <PageErrorBoundary resetKey={path}>
      <Suspense fallback={<PageSkeleton />}>
        <Route path={path} stores={stores} />
      </Suspense>
    </PageErrorBoundary>
  );
}

function Route({ path, stores }: RoutesProps): ReactElement {
  const scope = useStoreScope();
  const [, first = '', second, ...more] = path.split('/');
  if (first === 'settings' && second === undefined) return <SettingsPage />;
  if (stores.data === undefined) {
    return stores.error === null ? <PageSkeleton /> : <QueryError query={stores} />;
  }
  if (sectionOf(path) === null || more.length > 1) return <NobodyHere />;
  if (stores.data.stores.length === 0) return <FirstStore />;
  if (scope !== null && !stores.data.stores.some(({ storeId }) => storeId === scope)) return <NobodyHere />;
  switch (first) {
    case '':
      return <Overview />;
    case 'sales':
      return second === undefined ? <Sales /> : <NobodyHere />;
    case 'orders':
      return second === undefined ? <Orders /> : <OrderPage orderId={second} />;
    case 'menu':
      return <MenuPage view={second ?? 'items'} id={more[0] ?? null} />;
    case 'stores':
      if (second === 'exceptions') return <ExceptionsPage />;
      return second === undefined ? <Stores /> : <StorePage storeId={second} />;
    default:
      return <NobodyHere />;
  }
}

function PageSkeleton(): ReactElement {
  return (
    <SkeletonGroup className="flex flex-col gap-5">
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-80 w-full" />
    </SkeletonGroup>
  );
}
