import { Tabs } from '@auraconnect/shared/ui/tabs.tsx';
import { CalendarDays, MonitorSmartphone, Printer, Tags } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { useWords } from '../words/use-words.ts';
import { DayTab } from './day-tab.tsx';
import { DevicesTab } from './devices-tab.tsx';
import { PricesTab } from './prices-tab.tsx';
import { PrintingTab } from './printing/printing-tab.tsx';

type TabId = 'day' | 'prices' | 'devices' | 'printing';

/** What a manager settles at the till: the day, the prices, the devices, the printers. */
export function ManagerScreen(): ReactElement {
  const t = useWords();
  const status = useSignal(useTill().status);
  const [tab, setTab] = useState<TabId>('day');
  const unknown = status?.printers.reduce((sum, printer) => sum + printer.unknown, 0) ?? 0;
  return (
    <ScreenFrame title={t('manager')}>
      <div className="min-h-0 grow overflow-y-auto p-4">
        <Tabs
          label={t('manager')}
          size="lg"
          className="mx-auto max-w-4xl"
          selectedId={tab}
          onChange={setTab}
          items={[
            { id: 'day', label: t('tabDay'), icon: <CalendarDays />, content: <DayTab /> },
            { id: 'prices', label: t('tabPrices'), icon: <Tags />, content: <PricesTab /> },
            { id: 'devices', label: t('tabDevices'), icon: <MonitorSmartphone />, content: <DevicesTab /> },
            {
              id: 'printing',
              label: t('tabPrinting'),
              icon: <Printer />,
              ...(unknown > 0 ? { count: unknown } : {}),
              content: <PrintingTab />,
            },
          ]}
        />
      </div>
    </ScreenFrame>
  );
}
