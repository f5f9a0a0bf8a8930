/** What a list of orders is asked by. */
export interface OrderFilter {
  status: 'open' | 'closed' | 'voided' | null;
  businessDate: string | null;
  /** Part of a label, or the beginning of a check number; any case. */
  search: string | null;
  /** Orders opened before this one. */
  before: number | null;
  limit: number;
}

/** Newest first; `next` is given as `before` for the page after it, null at the end. */
export interface OrderIdPage {
  orderIds: string[];
  next: number | null;
}

export interface OrderPages {
  page(filter: OrderFilter): OrderIdPage;
}
