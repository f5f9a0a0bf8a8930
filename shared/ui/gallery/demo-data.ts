/** A few lines of a made-up evening, enough to see the components at work. */
export interface DemoOrder {
  number: number;
  table: string;
  server: string;
  openedMs: number;
  items: number;
  totalMinor: number;
}

const servers = ['Ana', 'Bram', 'Chidi', 'Wilhelmina-Katharina von Hohenstein', 'Eve'];

export const demoOrders: readonly DemoOrder[] = Array.from({ length: 100 }, (_, index) => ({
  number: 1001 + index,
  table: index % 4 === 0 ? 'Takeout' : `Table ${(index * 7) % 23}`,
  server: servers[index % servers.length] ?? 'Ana',
  openedMs: Date.UTC(2026, 2, 6, 18, 0) + index * 97_000,
  items: 1 + ((index * 5) % 9),
  totalMinor: index === 5 ? -1250 : 890 + ((index * 1_373) % 14_000),
}));

export const categories = ['tomato', 'carrot', 'honey', 'basil', 'mint', 'ocean', 'plum', 'cocoa'] as const;

export const demoDishes: readonly {
  name: string;
  priceMinor: number;
  category: (typeof categories)[number];
  left?: number;
}[] = [
  { name: 'Margherita', priceMinor: 1250, category: 'tomato' },
  { name: 'Diavola with pickled green chillies and burrata', priceMinor: 1490, category: 'tomato' },
  { name: 'Carrot soup', priceMinor: 690, category: 'carrot', left: 4 },
  { name: 'Honey wings', priceMinor: 980, category: 'honey' },
  { name: 'Pesto gnocchi', priceMinor: 1320, category: 'basil' },
  { name: 'Green salad', priceMinor: 720, category: 'mint', left: 0 },
  { name: 'Sparkling water', priceMinor: 350, category: 'ocean' },
  { name: 'House red', priceMinor: 640, category: 'plum' },
  { name: 'Tiramisu', priceMinor: 760, category: 'cocoa', left: 11 },
];
