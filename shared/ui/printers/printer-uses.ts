import type { Catalogue } from '../../src/menu/catalogue.ts';

/** The names of what prints on a printer or lets it stand in, and would have no paper without it. */
export function printerUses({ stations, settings }: Pick<Catalogue, 'stations' | 'settings'>, id: string): string[] {
  const { receiptPrinterId, receiptBackupPrinterId, reportPrinterId } = settings;
  return [
    ...stations.filter((station) => station.printerId === id || station.backupPrinterId === id).map(({ name }) => name),
    ...([receiptPrinterId, receiptBackupPrinterId, reportPrinterId].includes(id) ? [settings.name] : []),
  ];
}
