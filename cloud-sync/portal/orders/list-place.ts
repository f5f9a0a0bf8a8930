/** Where the list was when an order was opened from it, so that "back" leads to the same page, filters and days. */
let listHref: string | null = null;

export function rememberList(): void {
  listHref = window.location.pathname + window.location.search;
}

export const rememberedList = (): string | null => listHref;
