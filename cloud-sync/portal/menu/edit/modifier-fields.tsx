import { ArrowDown, ArrowUp, ChevronDown, Plus, X } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { ChooseSeveral } from './choose-several.tsx';
import { emptyModifier, type ModifierForm } from './group-form.ts';
import { MoneyField } from './money-field.tsx';

export interface ModifierFieldsProps {
  modifiers: readonly ModifierForm[];
  currency: string;
  /** Groups that a choice can open. */
  groups: readonly ModifierGroup[];
  say: (field: string) => string | undefined;
  onChange: (modifiers: readonly ModifierForm[]) => void;
}

const mostModifiers = 100;

export function ModifierFields({ modifiers, currency, groups, say, onChange }: ModifierFieldsProps): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState<number | null>(null);
  const put = (place: number, changes: Partial<ModifierForm>): void =>
    onChange(modifiers.map((modifier, at) => (at === place ? { ...modifier, ...changes } : modifier)));
  function move(place: number, by: -1 | 1): void {
    const order = [...modifiers];
    const [moved] = order.splice(place, 1);
    if (moved !== undefined) order.splice(place + by, 0, moved);
    setOpen(open === place ? place + by : open === place + by ? place : open);
    onChange(order);
  }
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-2">
        {modifiers.map((modifier, place) => {
          const called = modifier.name.trim() === '' ? t('edit.choiceNumber', { number: place + 1 }) : modifier.name;
          const isOpen = open === place;
          return (
            <li key={modifier.id ?? `new ${place}`} className="rounded-md border border-line p-2">
              <div className="flex flex-wrap items-start gap-2">
                <TextField
                  label={t('edit.choiceName')}
                  labelHidden
                  placeholder={t('edit.choiceName')}
                  maxLength={80}
                  className={classNames(
                    'min-w-40 flex-1',
                    !modifier.sold && '[&_input]:text-muted [&_input]:line-through',
                  )}
                  value={modifier.name}
                  onChange={(name) => put(place, { name })}
                  errorMessage={say(`modifier ${place}`)}
                />
                <MoneyField
                  label={t('edit.priceOf', { name: called })}
                  labelHidden
                  placeholder={t('edit.freeOfCharge')}
                  currency={currency}
                  className="w-28"
                  value={modifier.price}
                  onChange={(price) => put(place, { price })}
                  errorMessage={say(`price ${place}`)}
                />
                <IconButton
                  label={t('edit.moreOf', { name: called })}
                  aria-expanded={isOpen}
                  icon={<ChevronDown className={classNames('transition-transform', isOpen && 'rotate-180')} />}
                  onPress={() => setOpen(isOpen ? null : place)}
                />
              </div>
              {isOpen && (
                <div className="flex flex-col gap-4 px-1 pt-4 pb-2">
                  <div className="grid gap-3 sm:grid-cols-2">
                    <TextField
                      label={t('field.kitchenName')}
                      maxLength={60}
                      value={modifier.kitchenName}
                      onChange={(kitchenName) => put(place, { kitchenName })}
                    />
                    <NumberField
                      label={t('field.defaultQuantity')}
                      min={0}
                      max={20}
                      value={modifier.defaultQuantity}
                      onChange={(defaultQuantity) => put(place, { defaultQuantity: defaultQuantity ?? 0 })}
                    />
                  </div>
                  <Switch isSelected={modifier.sold} onChange={(sold) => put(place, { sold })}>
                    {t('edit.sold')}
                  </Switch>
                  {groups.length > 0 && (
                    <fieldset>
                      <legend className="text-sm font-medium">{t('edit.opens')}</legend>
                      <ChooseSeveral
                        options={groups}
                        chosen={modifier.modifierGroupIds}
                        onChange={(modifierGroupIds) => put(place, { modifierGroupIds })}
                      />
                    </fieldset>
                  )}
                  <div className="flex items-center">
                    <IconButton
                      label={t('menu.moveUp', { name: called })}
                      icon={<ArrowUp />}
                      disabled={place === 0}
                      onPress={() => move(place, -1)}
                    />
                    <IconButton
                      label={t('menu.moveDown', { name: called })}
                      icon={<ArrowDown />}
                      disabled={place === modifiers.length - 1}
                      onPress={() => move(place, 1)}
                    />
                    <Button
                      variant="quiet"
                      icon={<X />}
                      className="ms-auto text-danger!"
                      onPress={() => {
                        setOpen(null);
                        onChange(modifiers.filter((_, at) => at !== place));
                      }}
                    >
                      {t('edit.removeChoice')}
                    </Button>
                  </div>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {modifiers.length < mostModifiers && (
        <Button
          variant="secondary"
          icon={<Plus />}
          className="self-start"
          onPress={() => onChange([...modifiers, emptyModifier])}
        >
          {t('edit.addChoice')}
        </Button>
      )}
    </div>
  );
}
