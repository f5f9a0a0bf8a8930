import type { Hue, Item } from '@auraconnect/shared/menu/catalogue.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';
import { useLongPress } from '../parts/use-long-press.ts';
import { useWords } from '../words/use-words.ts';

export interface MenuTileProps {
  item: Item;
  hue: Hue;
  fromMinor: number;
  /** Dearer sizes exist. */
  more: boolean;
  /** Null: not limited; 0: 86. */
  remaining: number | null;
  isOffered: boolean;
  onPick: () => void;
  /** Long press: what is left of it. */
  onHold: () => void;
}

/** One thing that can be sold. It never changes its size: what is sold out is greyed and says so. */
export function MenuTile({
  item,
  hue,
  fromMinor,
  more,
  remaining,
  isOffered,
  onPick,
  onHold,
}: MenuTileProps): ReactElement {
  const t = useWords();
  const { currency, locale } = useUiSettings();
  const { onContextMenu, ...press } = useLongPress(onPick, onHold);
  const isOut = remaining === 0;
  const sleeps = isOut || !isOffered;
  const price = formatMoney(fromMinor, currency, locale);
  return (
    <span className="contents" onContextMenu={onContextMenu}>
      <Button
        {...press}
        data-category={categoryOfHue[hue]}
        className={classNames(
          'relative flex h-full min-h-24 w-full flex-col justify-between gap-1 rounded-lg border-s-4 p-2.5 text-start',
          'transition-[filter] data-pressed:brightness-90',
          sleeps ? 'border-line-strong bg-sunken text-subtle' : 'border-category-strong bg-category text-on-category',
        )}
      >
        <span dir="auto" className="clamp-2 max-w-full self-start text-sm leading-tight font-semibold hyphens-auto">
          {item.name}
        </span>
        <span className="flex w-full flex-wrap items-end justify-between gap-x-2 gap-y-1 text-xs tabular-nums">
          {/* What is sold out has no price to read, and a count needs the room of the word before it. */}
          {!isOut && (
            <span className={classNames('min-w-0 truncate', sleeps && 'line-through')}>
              {more && !sleeps && remaining === null ? t('priceFrom', { price }) : price}
            </span>
          )}
          {isOut ? (
            <span className="shrink-0 rounded-sm bg-inverse px-1.5 py-0.5 font-semibold text-on-inverse">
              {t('soldOut')}
            </span>
          ) : !isOffered ? (
            <span className="shrink-0 rounded-sm border border-line-strong px-1.5 py-0.5 font-semibold">
              {t('notNow')}
            </span>
          ) : (
            remaining !== null && (
              <span className="shrink-0 rounded-sm bg-surface px-1.5 py-0.5 font-semibold text-ink">
                {t('left', { count: remaining })}
              </span>
            )
          )}
        </span>
      </Button>
    </span>
  );
}
