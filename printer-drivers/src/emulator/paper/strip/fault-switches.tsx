import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterFaults, VirtualPrinter } from '@auraconnect/shared/receipt/paper.ts';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useDesk } from '../desk/use-desk.ts';

const switches = ['paperOut', 'coverOpen', 'stalled', 'poweredOff'] as const;
/** Enough for the head of a receipt to come out, and no more. */
const cableCutAfterBytes = 400;

/** Whatever a printer does to a restaurant on a Friday night, at a finger's touch. */
export function FaultSwitches({ printer, panelId }: { printer: VirtualPrinter; panelId: string }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const change = (changes: Partial<PrinterFaults>): void => {
    desk.setFaults(printer.id, changes).catch(() => toasts.show({ tone: 'danger', message: t('failedSwitch') }));
  };
  return (
    <fieldset
      id={panelId}
      className="mt-2 grid animate-appear gap-x-4 gap-y-1 border-t border-line pt-2 sm:max-md:grid-cols-2"
    >
      <legend className="sr-only">{t('faultsOf', { printer: printer.name })}</legend>
      {switches.map((name) => (
        <Switch
          key={name}
          isSelected={printer.faults[name]}
          onChange={(on) => change({ [name]: on })}
          description={t(`fault.${name}Hint`)}
        >
          {t(`fault.${name}`)}
        </Switch>
      ))}
      <Switch
        isSelected={printer.faults.resetAfterBytes !== null}
        onChange={(on) => change({ resetAfterBytes: on ? cableCutAfterBytes : null })}
        description={t('fault.resetAfterBytesHint')}
      >
        {t('fault.resetAfterBytes')}
      </Switch>
    </fieldset>
  );
}
