import { PageErrorBoundary } from '@auraconnect/shared/ui/page-error-boundary.tsx';
import type { ReactElement } from 'react';
import { CashScreen } from '../cash/cash-screen.tsx';
import { ExceptionsScreen } from '../exceptions/exceptions-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { ManagerScreen } from '../manager/manager-screen.tsx';
import { SettingsScreen } from '../manager/settings-screen.tsx';
import { OrdersScreen } from '../orders/orders-screen.tsx';
import { PayScreen } from '../pay/pay-screen.tsx';
import { StatusStrip } from '../status/status-strip.tsx';
import { useDesk, type View } from './desk-context.ts';
import { Notices } from './notices.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame that never moves: a bar above, the strip below, one screen between. */
export function TillScreens(): ReactElement {
  const { view } = useDesk();
  return (
    <div className="flex h-full flex-col bg-canvas">
      <TopBar />
      <main className="flex min-h-0 grow flex-col">
        <PageErrorBoundary resetKey={view.name}>{screenOf(view)}</PageErrorBoundary>
      </main>
      <Notices />
      <StatusStrip />
    </div>
  );
}

function screenOf(view: View): ReactElement {
  switch (view.name) {
    case 'home':
      return <HomeScreen />;
    case 'pay':
      return <PayScreen key={view.orderId} orderId={view.orderId} />;
    case 'orders':
      return <OrdersScreen initialId={view.orderId} />;
    case 'cash':
      return <CashScreen />;
    case 'exceptions':
      return <ExceptionsScreen />;
    case 'manager':
      return <ManagerScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}
