import type { Drawer } from './catalogue.ts';

/** Level of pin 3 of a drawer's socket; null: the printer does not say. */
export type DrawerLevel = 'low' | 'high' | null;

/** What an installer has seen: the pin that opened it, and what the printer said with the drawer open and then shut. */
export interface DrawerSeenWorking {
  pin: Drawer['pin'];
  whenOpen: DrawerLevel;
  whenShut: DrawerLevel;
}

/** How a drawer is from then on. A level that stays the same, or that nobody tells, is no sensor: then nobody claims to know. */
export function learnedDrawer(drawer: Drawer, { pin, whenOpen, whenShut }: DrawerSeenWorking): Drawer {
  const tells = whenOpen !== null && whenShut !== null && whenOpen !== whenShut;
  return { ...drawer, pin, openLevel: tells ? whenOpen : 'unknown' };
}
