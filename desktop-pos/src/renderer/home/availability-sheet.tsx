import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Stepper } from '@auraconnect/shared/ui/stepper.tsx';
import { Ban, Infinity as Unlimited, ListPlus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useCommand } from '../desk/use-command.ts';
import { useWords } from '../words/use-words.ts';

export interface AvailabilitySheetProps {
  item: Item;
  /** There are choices that a plain tap does not ask for. */
  canAsk: boolean;
  onAsk: () => void;
  onClose: () => void;
}

/** 86, a countdown, or as much as there is; and the way to the item's choices. Every till and screen hears of it at once. */
export function AvailabilitySheet({ item, canAsk, onAsk, onClose }: AvailabilitySheetProps): ReactElement {
  const t = useWords();
  const command = useCommand();
  const remaining = useSignal(useTill().remaining).get(item.id) ?? null;
  const [count, setCount] = useState(remaining === null || remaining === 0 ? 10 : remaining);

  async function set(next: number | null): Promise<void> {
    onClose();
    await command(
      'menu.set_availability',
      { itemId: item.id, remaining: next },
      { permission: 'menu.eighty_six', what: t('approveAvailability', { name: item.name }) },
    );
  }

  const now =
    remaining === null
      ? t('availabilityUnlimited')
      : remaining === 0
        ? t('availabilityOut')
        : t('left', { count: remaining });
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={item.name} description={now} size="sm">
      <div className="flex flex-col gap-3">
        {canAsk && remaining !== 0 && (
          <Button size="lg" icon={<ListPlus />} fullWidth onPress={onAsk}>
            {t('chooseOptions')}
          </Button>
        )}
        <Button
          size="lg"
          variant="danger"
          icon={<Ban />}
          fullWidth
          disabled={remaining === 0}
          onPress={() => void set(0)}
        >
          {t('eightySix')}
        </Button>
        <Button size="lg" icon={<Unlimited />} fullWidth disabled={remaining === null} onPress={() => void set(null)}>
          {t('availableAgain')}
        </Button>
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line p-3">
          <Stepper label={t('countdown')} value={count} onChange={setCount} min={1} max={999} size="lg" />
          <Button size="lg" variant="primary" onPress={() => void set(count)}>
            {t('countdownSet', { count })}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
