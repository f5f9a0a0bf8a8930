import { useEffect, useEffectEvent, useRef, type ReactElement, type ReactNode } from 'react';

/** How many cards lie beyond the glass on either side. */
export interface BeyondGlass {
  before: number;
  after: number;
}

/** Cards in columns from the reading side, oldest first; more than the glass holds go on sideways, and are counted. */
export function CardColumns({
  children,
  cards,
  onBeyond,
}: {
  children: ReactNode;
  /** What is on the board: it is measured anew when this changes, not whenever a clock ticks. */
  cards: unknown;
  onBeyond: (beyond: BeyondGlass) => void;
}): ReactElement {
  const frame = useRef<HTMLElement>(null);
  const measure = (): void => {
    if (frame.current) onBeyond(beyondOf(frame.current));
  };
  const onChange = useEffectEvent(measure);
  useEffect(() => onChange(), [cards]);
  useEffect(() => {
    const observer = new ResizeObserver(() => onChange());
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return (
    <main
      ref={frame}
      data-columns
      // A board with nothing to tap must still be reached by keyboard where it is wider than the glass.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={measure}
      className="min-w-0 grow scroll-p-3 overflow-x-auto overflow-y-hidden p-3"
    >
      <div className="h-full [column-fill:auto] [column-gap:0.75rem] [column-width:19rem]">{children}</div>
    </main>
  );
}

/** Turns the columns on until the first card that was not whole is; the board's own direction is "after". */
export function turnColumns(toward: 'before' | 'after'): void {
  const frame = document.querySelector('[data-columns]');
  if (frame === null) return;
  const { left, right } = frame.getBoundingClientRect();
  const onTheRight = (toward === 'after') !== (document.documentElement.dir === 'rtl');
  const cut = [...frame.querySelectorAll('[data-card]')].filter((card) => {
    const rect = card.getBoundingClientRect();
    return onTheRight ? rect.right > right : rect.left < left;
  });
  const next = toward === 'after' ? cut[0] : cut.at(-1);
  next?.scrollIntoView({ block: 'nearest', inline: toward === 'after' ? 'start' : 'end' });
}

function beyondOf(frame: HTMLElement): BeyondGlass {
  const { left, right } = frame.getBoundingClientRect();
  const middles = [...frame.querySelectorAll('[data-card]')].map((card) => {
    const rect = card.getBoundingClientRect();
    return (rect.left + rect.right) / 2;
  });
  const onTheLeft = middles.filter((middle) => middle < left).length;
  const onTheRight = middles.filter((middle) => middle > right).length;
  return document.documentElement.dir === 'rtl'
    ? { before: onTheRight, after: onTheLeft }
    : { before: onTheLeft, after: onTheRight };
}
