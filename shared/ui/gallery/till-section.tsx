import { Send, Wifi } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { AgeText } from '../age-text.tsx';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { classNames } from '../class-names.ts';
import { MoneyText } from '../money-text.tsx';
import { StatusDot } from '../status-dot.tsx';
import { demoDishes } from './demo-data.ts';

const ages = [
  { age: 'fresh', word: 'New', minutes: 4 },
  { age: 'due', word: 'Due', minutes: 11 },
  { age: 'late', word: 'Late', minutes: 19 },
  { age: 'held', word: 'Held', minutes: 2 },
] as const;

/** Tiles, a check and tickets together: whether the colours agree is only seen side by side. */
export function TillSection(): ReactElement {
  const [openedMs] = useState(() => Date.now());
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] content-start gap-2">
          {demoDishes.map((dish) => (
            <button
              key={dish.name}
              type="button"
              data-category={dish.category}
              disabled={dish.left === 0}
              className={classNames(
                'flex min-h-24 flex-col justify-between rounded-lg border-b-4 p-3 text-start',
                dish.left === 0
                  ? 'border-line-strong bg-sunken text-muted'
                  : 'border-category-strong bg-category text-on-category',
              )}
            >
              <span dir="auto" className="line-clamp-2 text-sm font-semibold">
                {dish.name}
              </span>
              <span className="flex items-end justify-between gap-2">
                <MoneyText amountMinor={dish.priceMinor} className="text-sm" />
                {dish.left !== undefined && (
                  <Badge tone={dish.left === 0 ? 'danger' : 'warning'} solid={dish.left !== 0}>
                    {dish.left === 0 ? '86' : `${dish.left} left`}
                  </Badge>
                )}
              </span>
            </button>
          ))}
        </div>
        <div className="flex flex-col rounded-xl border border-line bg-surface shadow-lift">
          <div className="flex items-center gap-2 border-b border-line px-4 py-3">
            <span className="grow text-lg font-semibold">Table 12</span>
            <Badge>Dine in</Badge>
          </div>
          <ul className="grow divide-y divide-line">
            {demoDishes.slice(0, 4).map((dish, index) => (
              <li
                key={dish.name}
                className={classNames(
                  'flex gap-3 px-4 py-2.5',
                  index > 1 && 'border-s-4 border-s-accent bg-accent-soft',
                )}
              >
                <span className="w-6 shrink-0 text-end font-semibold tabular-nums">{index + 1}</span>
                <span className="min-w-0 grow">
                  <span className={classNames('block', index > 1 ? 'font-semibold' : 'text-muted')}>{dish.name}</span>
                  {index === 0 && <span className="block text-xs text-muted">no basil, well done</span>}
                </span>
                <MoneyText amountMinor={dish.priceMinor * (index + 1)} />
              </li>
            ))}
          </ul>
          <div className="flex flex-col gap-1 border-t border-line px-4 py-3 text-sm">
            <span className="flex justify-between text-muted">
              Discount <MoneyText amountMinor={-500} />
            </span>
            <span className="flex items-baseline justify-between text-lg font-semibold">
              Total <MoneyText amountMinor={9060} />
            </span>
            <Button variant="primary" size="xl" fullWidth icon={<Send />} className="mt-2">
              Send 2
            </Button>
          </div>
        </div>
      </div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-3">
        {ages.map(({ age, word, minutes }) => (
          <article
            key={age}
            data-age={age}
            className="overflow-clip rounded-lg border border-line bg-surface shadow-lift"
          >
            <header className="flex items-center justify-between gap-2 bg-age px-3 py-2 text-on-age">
              <span className="text-lg font-bold tabular-nums">#{240 + minutes}</span>
              <span className="text-sm font-semibold">
                {word} · <AgeText sinceMs={openedMs - minutes * 60_000} nowMs={openedMs} />
              </span>
            </header>
            <p className="px-3 pt-2 text-base font-semibold">2 Margherita</p>
            <p className="px-3 ps-8 text-sm text-muted">no basil</p>
            <p className="px-3 pb-3 text-base font-semibold text-muted line-through">1 Tiramisu</p>
          </article>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-5 rounded-lg bg-sunken px-4 py-2">
        <StatusDot status="ok" label="Appliance" />
        <StatusDot status="off" label="Internet" />
        <StatusDot status="warning" label="Kitchen screen 2 has been gone for 40 s: tickets print at Grill" />
        <Wifi className="ms-auto size-5 text-muted" aria-hidden="true" />
      </div>
    </div>
  );
}
