import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VirtualPrinter } from '@auraconnect/shared/receipt/paper.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useDesk } from '../desk/use-desk.ts';

/** The cash drawer on the printer's cable: springs open on a kick, with notes and coins in it, until someone pushes it shut. */
export function CashDrawer({ printer }: { printer: VirtualPrinter }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const open = printer.drawer === 'open';
  const push = (): void => {
    desk.setDrawer(printer.id, false).catch(() => toasts.show({ tone: 'danger', message: t('failedSwitch') }));
  };
  return (
    <button
      type="button"
      className="drawer"
      data-open={open}
      aria-label={open ? `${t('drawerOpen')}. ${t('pushShut')}` : t('drawerClosed')}
      disabled={!open}
      onClick={push}
    >
      <span className="drawer-tray" aria-hidden="true">
        <span className="drawer-note" data-category="basil" />
        <span className="drawer-note" data-category="ocean" />
        <span className="drawer-note" data-category="carrot" />
        <span className="drawer-coins" data-category="honey" />
      </span>
      <span className="drawer-front" aria-hidden="true">
        <span className="drawer-lock" />
        <span className="drawer-word">{open ? t('pushShut') : ''}</span>
      </span>
    </button>
  );
}
