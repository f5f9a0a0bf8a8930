import type { UseQueryResult } from '@tanstack/react-query';
import type { SalesFigures, SalesNow, SalesSeries } from '@auraconnect/shared/protocol/portal-api.ts';
import { useSalesSeries } from '../cloud/questions.ts';
import { comparisonOf, rangeParameters, stepsFor, type DateSpan, type Range, type Step } from '../range/range.ts';
import type { ApiFault } from '../session/api-fault.ts';
import type { Parameters } from '../place/place.ts';

/** What the page is about, once it is known which day is today. */
export interface SalesView {
  storeId: string | null;
  currency: string;
  range: Range;
  today: string;
  span: DateSpan;
  now: SalesNow;
}

export const isLive = ({ span, today }: SalesView): boolean => span.to >= today;

/** The view's days as parameters of the list of orders: closed ones, since only those are counted. */
export const ordersOf = ({ range }: SalesView): Parameters => ({ status: 'closed', ...rangeParameters(range) });

/** The series of the step asked for, when it fits the days; else of the first that does. */
export function useSeriesOf(
  view: SalesView | null,
  asked: Step | null,
): { step: Step; query: UseQueryResult<SalesSeries, ApiFault> } {
  const steps: Step[] = view === null ? ['day'] : stepsFor(view.span);
  const step = steps.find((known) => known === asked) ?? steps[0] ?? 'day';
  const query = useSalesSeries({
    storeId: view?.storeId ?? null,
    currency: view?.currency,
    span: view?.span ?? null,
    by: step,
    live: view !== null && isLive(view),
  });
  return { step, query };
}

export interface Compared {
  /** Whole days on both sides, except for today alone, which is measured until the same time of day. */
  current: SalesFigures;
  before: SalesFigures;
  currentSpan: DateSpan;
  beforeSpan: DateSpan;
  untilNow: boolean;
}

/** The figures of the view beside those of the days before; null while they are not known or there is nothing to compare. */
export function useCompared(view: SalesView | null): Compared | null {
  const spans = view === null ? null : comparisonOf(view.range, view.today);
  const scope = { storeId: view?.storeId ?? null, currency: view?.currency };
  const current = useSalesSeries({ ...scope, span: spans?.current ?? null, by: 'week' });
  const before = useSalesSeries({ ...scope, span: spans?.previous ?? null, by: 'week' });
  if (view === null) return null;
  const { now, today } = view;
  if (view.span.from === today && view.span.to === today) {
    const day = now.comparison.businessDate;
    return {
      current: now.today,
      before: now.comparison.untilNow,
      currentSpan: view.span,
      beforeSpan: { from: day, to: day },
      untilNow: true,
    };
  }
  if (spans === null || current.data === undefined || before.data === undefined) return null;
  // The last answer stays in sight while the next one loads; of two ranges it would compare the wrong ones.
  if (current.isPlaceholderData || before.isPlaceholderData) return null;
  return {
    current: current.data.totals,
    before: before.data.totals,
    currentSpan: spans.current,
    beforeSpan: spans.previous,
    untilNow: false,
  };
}
