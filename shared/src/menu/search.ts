import type { Item } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';

/** Finds items by what a cashier types; made once per catalogue revision. An empty query finds nothing. */
export interface MenuSearch {
  find(query: string, most?: number): Item[];
}

interface Searchable {
  item: Item;
  /** Place on the menu: category by category. */
  place: number;
  text: string;
  words: string[];
  initials: string;
  categoryWords: string[];
}

const usualMost = 40;

/**
 * Every word of the query must be found. The best come first: the name begins with the query, then words of the name begin with
 * the words typed (`bac bur` finds Bacon Burger), then initials (`bcb`), then anywhere in the name, then the category. Equals keep
 * the menu's order. Accents and case do not matter: `tiramisu` finds Tiramisù, `strasse` finds Straße. Items that are taken off
 * the menu are not found; what is out of hours or 86'd is for the caller to show as such.
 */
export function createMenuSearch(index: CatalogueIndex): MenuSearch {
  let place = 0;
  const all: Searchable[] = [];
  for (const category of index.catalogue.categories) {
    for (const item of index.itemsByCategory.get(category.id) ?? []) {
      if (item.sold) all.push(searchable(item, (place += 1), category.name));
    }
  }
  for (const item of index.catalogue.items) {
    if (item.sold && !index.categories.has(item.categoryId)) all.push(searchable(item, (place += 1), ''));
  }
  return {
    find(query, most = usualMost) {
      const tokens = wordsOf(foldText(query));
      if (tokens.length === 0) return [];
      const found = all.flatMap((entry) => {
        const rank = rankOf(entry, tokens);
        return rank === null ? [] : [{ entry, rank }];
      });
      found.sort((a, b) => a.rank - b.rank || a.entry.place - b.entry.place);
      return found.slice(0, most).map(({ entry }) => entry.item);
    },
  };
}

function searchable(item: Item, place: number, categoryName: string): Searchable {
  const words = wordsOf(foldText(`${item.name} ${item.kitchenName ?? ''}`));
  const nameWords = wordsOf(foldText(item.name));
  return {
    item,
    place,
    text: nameWords.join(' '),
    words,
    initials: nameWords.map((word) => word.charAt(0)).join(''),
    categoryWords: wordsOf(foldText(categoryName)),
  };
}

function rankOf({ text, words, initials, categoryWords }: Searchable, tokens: readonly string[]): number | null {
  const typed = tokens.join(' ');
  if (text === typed) return 0;
  if (text.startsWith(typed)) return 1;
  if (tokens.every((token) => words.some((word) => word.startsWith(token)))) return 2;
  const [only] = tokens;
  if (tokens.length === 1 && only !== undefined && only.length > 1 && initials.startsWith(only)) return 3;
  if (tokens.every((token) => words.some((word) => word.includes(token)))) return 4;
  const anywhere = [...words, ...categoryWords];
  return tokens.every((token) => anywhere.some((word) => word.startsWith(token))) ? 5 : null;
}

/** Letters that Unicode does not take apart into a plain letter and an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Lower case without accents, for comparing what people type with what is written. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter);
}

const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];
