import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { Modifier, ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';
import { deepestModifier } from '@auraconnect/shared/menu/modifiers.ts';
import { modifierPriceMinor } from '@auraconnect/shared/menu/prices.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { Check, Minus } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { defaultsFor } from './default-choices.ts';
import { countIn, withQuantity } from './choices.ts';
import { useWords, type Words } from '../words/use-words.ts';

export interface ModifierGroupsProps {
  index: CatalogueIndex;
  groupIds: readonly string[];
  priceLevelId: string | null;
  choices: readonly ModifierChoice[];
  onChange: (choices: ModifierChoice[]) => void;
  depth?: number;
}

/** The questions about one item, and under a chosen answer the questions that it opens. */
export function ModifierGroups({ index, groupIds, depth = 0, ...rest }: ModifierGroupsProps): ReactElement {
  const groups = groupIds.flatMap((id) => index.modifierGroups.get(id) ?? []);
  return (
    <>
      {groups.map((group) => (
        <Group key={group.id} index={index} group={group} depth={depth} {...rest} />
      ))}
    </>
  );
}

type GroupProps = Required<Omit<ModifierGroupsProps, 'groupIds'>> & { group: ModifierGroup };

function Group({ index, group, priceLevelId, choices, onChange, depth }: GroupProps): ReactElement {
  const t = useWords();
  const chosen = countIn(choices, group.id);
  const isFull = group.maximum !== null && chosen >= group.maximum;
  const isMissing = chosen < group.minimum;
  const isSingle = group.maximum === 1;
  /** Two of the same may be chosen: the tile then has a place for taking one back. */
  const counts = group.maximumEach > 1 && !isSingle;

  function setQuantity(modifier: Modifier, quantity: number): void {
    const choice: ModifierChoice = {
      groupId: group.id,
      modifierId: modifier.id,
      quantity,
      choices: defaultsFor(index, modifier.modifierGroupIds, depth + 1),
    };
    const others =
      isSingle && quantity > 0
        ? choices.filter((one) => one.groupId !== group.id || one.modifierId === modifier.id)
        : choices;
    onChange(withQuantity(others, choice, quantity));
  }

  function tap(modifier: Modifier, quantity: number): void {
    if (quantity === 0) return setQuantity(modifier, 1);
    if (counts) return isFull || quantity >= group.maximumEach ? undefined : setQuantity(modifier, quantity + 1);
    // The one answer of a required question is changed by choosing another one.
    if (!(isSingle && group.minimum === 1)) setQuantity(modifier, 0);
  }

  const nested = group.modifiers.flatMap((modifier) => {
    const choice = choices.find((one) => one.groupId === group.id && one.modifierId === modifier.id);
    return choice !== undefined && modifier.modifierGroupIds.length > 0 && depth < deepestModifier
      ? [{ modifier, choice }]
      : [];
  });

  return (
    <fieldset
      data-group={group.id}
      className={classNames('flex min-w-0 flex-col gap-2', depth > 0 && 'border-s-4 border-line ps-3')}
    >
      <legend className="mb-2 flex w-full items-baseline justify-between gap-3">
        <span className="min-w-0 text-base font-semibold">{group.name}</span>
        <span className={classNames('shrink-0 text-xs', isMissing ? 'font-semibold text-accent' : 'text-muted')}>
          {ruleOf(group, t)}
        </span>
      </legend>
      <div
        className={classNames(
          'grid gap-2',
          counts
            ? 'grid-cols-[repeat(auto-fill,minmax(12.5rem,1fr))]'
            : 'grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))]',
        )}
      >
        {group.modifiers
          .filter((modifier) => modifier.sold)
          .map((modifier) => {
            const quantity =
              choices.find((one) => one.groupId === group.id && one.modifierId === modifier.id)?.quantity ?? 0;
            return (
              <Option
                key={modifier.id}
                name={modifier.name}
                priceMinor={modifierPriceMinor(modifier, priceLevelId)}
                quantity={quantity}
                counts={counts}
                disabled={quantity === 0 && isFull && !isSingle}
                onTap={() => tap(modifier, quantity)}
                onLess={() => setQuantity(modifier, quantity - 1)}
              />
            );
          })}
      </div>
      {nested.map(({ modifier, choice }) => (
        <ModifierGroups
          key={modifier.id}
          index={index}
          groupIds={modifier.modifierGroupIds}
          priceLevelId={priceLevelId}
          depth={depth + 1}
          choices={choice.choices}
          onChange={(next) => onChange(choices.map((one) => (one === choice ? { ...choice, choices: next } : one)))}
        />
      ))}
    </fieldset>
  );
}

export interface OptionProps {
  name: string;
  priceMinor: number;
  quantity: number;
  /** More than one of it may be chosen. */
  counts: boolean;
  disabled: boolean;
  onTap: () => void;
  onLess: () => void;
  /** A size shows its whole price, a modifier what it adds. */
  wholePrice?: boolean;
}

export function Option({
  name,
  priceMinor,
  quantity,
  counts,
  disabled,
  onTap,
  onLess,
  wholePrice = false,
}: OptionProps): ReactElement {
  const t = useWords();
  const { currency, locale } = useUiSettings();
  const isChosen = quantity > 0;
  const price = formatMoney(priceMinor, currency, locale, { showPlus: !wholePrice });
  return (
    <div
      className={classNames(
        'flex min-h-14 items-stretch overflow-hidden rounded-lg border-2',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
        disabled && 'border-line bg-sunken',
      )}
    >
      <Button
        aria-pressed={isChosen}
        isDisabled={disabled}
        onPress={onTap}
        className="flex min-w-0 grow items-center gap-2 px-3 py-2 text-start -outline-offset-3 data-disabled:text-subtle data-pressed:brightness-90"
      >
        <span
          aria-hidden="true"
          className={classNames(
            'grid size-6 shrink-0 place-items-center rounded-full border-2 text-xs font-semibold tabular-nums',
            isChosen ? 'border-accent bg-accent text-on-accent' : 'border-line-strong',
          )}
        >
          {isChosen && (counts && quantity > 1 ? quantity : <Check className="size-4" strokeWidth={3} />)}
        </span>
        <span className="min-w-0 grow">
          <span className="clamp-2 text-sm leading-tight font-medium">{name}</span>
          {(priceMinor !== 0 || wholePrice) && <span className="block text-xs text-muted tabular-nums">{price}</span>}
        </span>
      </Button>
      {counts && isChosen && (
        <Button
          aria-label={t('oneLess', { name })}
          onPress={onLess}
          className="grid w-11 shrink-0 place-items-center border-s border-line-strong -outline-offset-3 data-pressed:bg-line"
        >
          <Minus className="size-5" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}

/** How many to choose, in words. */
function ruleOf({ minimum, maximum, freeCount }: ModifierGroup, t: Words): string {
  const free = freeCount > 0 ? t('ruleFree', { count: freeCount }) : '';
  const rule =
    minimum > 0 && maximum === minimum
      ? t('ruleExactly', { count: minimum })
      : minimum > 0
        ? t('ruleAtLeast', { count: minimum })
        : maximum !== null
          ? t('ruleUpTo', { count: maximum })
          : t('ruleOptional');
  return [rule, free].filter(Boolean).join(' · ');
}
