import type { z } from 'zod';
import { isTimeOfDay } from '../time/local-time.ts';
import { isTimeZone } from '../time/zone-offset.ts';
import { type CatalogueEntity, type CatalogueEntry, catalogueEntities, type StoreSettings } from './catalogue.ts';

/** An entry that this version cannot use. It stays stored and travels on; it is only not sold from. */
export interface RejectedEntry {
  entity: string;
  id: string;
  problem: string;
}

/** What a store is until somebody has said otherwise. */
export const defaultSettings: StoreSettings = {
  id: 'store',
  name: 'New restaurant',
  addressLines: [],
  taxNumber: null,
  currency: 'USD',
  locale: 'en-US',
  timeZone: 'UTC',
  dayCutOff: '04:00',
  taxPolicy: { roundPer: 'document', mode: 'half-up' },
  cashRoundingMinor: 1,
  receiptFooter: '',
  receiptPrinterId: null,
  receiptBackupPrinterId: null,
  reportPrinterId: null,
  receiptLogo: null,
  printReceipts: 'on-request',
  voidReasons: ['Mistake', 'Guest changed their mind', 'Sold out'],
  compReasons: ['Complaint', 'On the house'],
  discountReasons: ['Regular guest', 'Staff meal'],
  tipSuggestionsPercent: [15, 18, 20],
};

export type ReadEntry = { entity: CatalogueEntity; value: unknown } | RejectedEntry;

/**
 * Settings that no clock can run on (a zone nobody knows, a day that ends at 25:00) are mended with the defaults and reported:
 * a wrong hour in a report can be put right, a till that does not start cannot sell.
 */
export function mendSettings(settings: StoreSettings): { settings: StoreSettings; problems: string[] } {
  const problems: string[] = [];
  const mended = { ...settings };
  if (!isTimeZone(settings.timeZone)) {
    problems.push(`timeZone: "${settings.timeZone}" is not known; ${defaultSettings.timeZone} is used`);
    mended.timeZone = defaultSettings.timeZone;
  }
  if (!isTimeOfDay(settings.dayCutOff)) {
    problems.push(`dayCutOff: "${settings.dayCutOff}" is no time of day; ${defaultSettings.dayCutOff} is used`);
    mended.dayCutOff = defaultSettings.dayCutOff;
  }
  return { settings: mended, problems };
}

/** One entry's payload by its entity's schema, with its id checked against the entry's. */
export function readEntry({ entity, id, payload }: Pick<CatalogueEntry, 'entity' | 'id' | 'payload'>): ReadEntry {
  if (!isEntity(entity)) return { entity, id, problem: `This version does not know "${entity}".` };
  const schema: z.ZodType = catalogueEntities[entity];
  const given = entity === 'settings' ? { ...defaultSettings, ...payload } : payload;
  const result = schema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? entity : issue.path.join('.');
    return { entity, id, problem: `${where}: ${issue?.message ?? 'not valid'}` };
  }
  const value: unknown = result.data;
  const ownId = (value as { id: string }).id;
  return ownId === id ? { entity, value } : { entity, id, problem: `id: the payload calls itself "${ownId}"` };
}

const isEntity = (entity: string): entity is CatalogueEntity => Object.hasOwn(catalogueEntities, entity);
