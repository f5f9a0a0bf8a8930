import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import { chooseModifiers, defaultChoices } from '@auraconnect/shared/menu/modifiers.ts';
import { variantPriceMinor } from '@auraconnect/shared/menu/prices.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Stepper } from '@auraconnect/shared/ui/stepper.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useRef, useState, type ReactElement } from 'react';
import { useBusinessDate, useIndex } from '../desk/use-store.ts';
import { useWords } from '../words/use-words.ts';
import { ModifierGroups, Option } from './modifier-group.tsx';

export interface ItemChoice {
  variantId: string;
  choices: ModifierChoice[];
  quantity: number;
  note: string;
}

export interface ItemSheetProps {
  item: Item;
  orderTypeId: string;
  priceLevelId: string | null;
  /** A line that is being changed; absent for a new one. */
  initial?: ItemChoice;
  /** From digits typed before the tap. */
  quantity?: number;
  onDone: (choice: ItemChoice) => void;
  onClose: () => void;
}

/** Everything that can be said about an item before it goes on the check, with the price as it comes out. */
export function ItemSheet({
  item,
  orderTypeId,
  priceLevelId,
  initial,
  quantity: startQuantity = 1,
  onDone,
  onClose,
}: ItemSheetProps): ReactElement {
  const t = useWords();
  const index = useIndex();
  const businessDate = useBusinessDate();
  const [variantId, setVariantId] = useState<string | null>(
    initial?.variantId ?? (item.variants.length === 1 ? (item.variants[0]?.id ?? null) : null),
  );
  const [choices, setChoices] = useState<ModifierChoice[]>(initial?.choices ?? defaultChoices(index, item));
  const [quantity, setQuantity] = useState(initial?.quantity ?? startQuantity);
  const [note, setNote] = useState(initial?.note ?? '');
  const body = useRef<HTMLDivElement>(null);

  const variant = item.variants.find((one) => one.id === variantId) ?? null;
  const outcome = chooseModifiers(index, item, choices, { priceLevelId, orderTypeId, businessDate });
  const missing =
    variant === null
      ? { groupId: 'size', name: t('size') }
      : outcome.ok
        ? null
        : { groupId: outcome.groupId, name: outcome.groupName };
  const baseMinor =
    variant === null
      ? Math.min(...item.variants.map((one) => variantPriceMinor(one, priceLevelId)))
      : variantPriceMinor(variant, priceLevelId);
  const extraMinor = outcome.ok
    ? outcome.modifiers.reduce((sum, modifier) => sum + modifier.unitPriceMinor * modifier.quantity, 0)
    : 0;
  const sizeIsAll = initial === undefined && item.modifierGroupIds.length === 0;

  function finish(chosenVariantId: string): void {
    onDone({ variantId: chosenVariantId, choices, quantity, note: note.trim() });
  }

  function pickSize(id: string): void {
    setVariantId(id);
    // Nothing else to ask: the size is the whole answer.
    if (sizeIsAll) finish(id);
  }

  function goOn(): void {
    if (missing === null && variant !== null) return finish(variant.id);
    body.current
      ?.querySelector(`[data-group="${missing?.groupId}"]`)
      ?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }

  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={item.name}
      size="lg"
      footer={
        <div className="flex w-full flex-wrap items-center gap-3">
          <Stepper label={item.name} value={quantity} onChange={setQuantity} max={999} size="lg" />
          <Button
            variant={missing === null ? 'primary' : 'secondary'}
            size="xl"
            className="min-w-40 grow px-4!"
            trailing={<MoneyText amountMinor={(baseMinor + extraMinor) * quantity} />}
            onPress={goOn}
          >
            {missing !== null ? t('chooseWhat', { what: missing.name }) : initial === undefined ? t('add') : t('save')}
          </Button>
        </div>
      }
    >
      <div ref={body} className="flex flex-col gap-6">
        {item.variants.length > 1 && (
          <fieldset data-group="size" className="flex min-w-0 flex-col">
            <legend className="mb-2 flex w-full items-baseline justify-between gap-3">
              <span className="text-base font-semibold">{t('size')}</span>
              <span className={classNames('text-xs', variant === null ? 'font-semibold text-accent' : 'text-muted')}>
                {t('ruleExactly', { count: 1 })}
              </span>
            </legend>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2">
              {item.variants.map((one) => (
                <Option
                  key={one.id}
                  name={one.name}
                  priceMinor={variantPriceMinor(one, priceLevelId)}
                  wholePrice
                  quantity={one.id === variantId ? 1 : 0}
                  counts={false}
                  disabled={false}
                  onTap={() => pickSize(one.id)}
                  onLess={() => undefined}
                />
              ))}
            </div>
          </fieldset>
        )}
        <ModifierGroups
          index={index}
          groupIds={item.modifierGroupIds}
          priceLevelId={priceLevelId}
          choices={choices}
          onChange={setChoices}
        />
        {!sizeIsAll && (
          <TextField
            label={t('note')}
            placeholder={t('notePlaceholder')}
            value={note}
            onChange={setNote}
            maxLength={200}
          />
        )}
      </div>
    </Sheet>
  );
}
