import { compareDecimal } from '../money/decimal.ts';
import { isTimeOfDay } from '../time/local-time.ts';
import { isTimeZone } from '../time/zone-offset.ts';
import type { CatalogueEntity } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import type { CatalogueProblem } from './catalogue-problem.ts';

type Say = (entity: CatalogueEntity, id: string, code: string, sentence: string) => void;

/** Taxes, prices by time, stations, people and settings. */
export function storeProblems(index: CatalogueIndex): CatalogueProblem[] {
  const found: CatalogueProblem[] = [];
  const say: Say = (entity, id, code, sentence) => void found.push({ entity, id, code, sentence });
  checkTaxes(index, say);
  checkTimes(index, say);
  checkStations(index, say);
  checkPeople(index, say);
  checkSettings(index, say);
  return found;
}

function checkTaxes(index: CatalogueIndex, say: Say): void {
  for (const tax of index.taxes) {
    if (tax.rate.startsWith('-')) say('tax', tax.id, 'rate_below_zero', `${tax.name} has a rate below zero.`);
    if (compareDecimal(tax.rate, '1') > 0) {
      say(
        'tax',
        tax.id,
        'rate_above_one',
        `${tax.name} is more than 100 %. A rate is written as a fraction: 0.08 is 8 %.`,
      );
    }
    if (tax.validFrom !== null && tax.validTo !== null && tax.validTo < tax.validFrom) {
      say('tax', tax.id, 'ends_before_start', `${tax.name} ends before it begins.`);
    }
    for (const id of tax.taxCategoryIds) {
      if (!index.taxCategories.has(id))
        say('tax', tax.id, 'tax_category_missing', `${tax.name} applies to "${id}", which does not exist.`);
    }
    for (const id of tax.orderTypeIds) {
      if (!index.orderTypes.has(id))
        say(
          'tax',
          tax.id,
          'order_type_missing',
          `${tax.name} applies to orders of type "${id}", which does not exist.`,
        );
    }
  }
}

function checkTimes(index: CatalogueIndex, say: Say): void {
  for (const { id, name, weekdays, from, to } of index.catalogue.dayparts) {
    if (!isTimeOfDay(from) || !isTimeOfDay(to))
      say('daypart', id, 'bad_time', `${name} needs times between 00:00 and 23:59.`);
    if (weekdays.length === 0) say('daypart', id, 'no_weekday', `${name} is on no day of the week.`);
  }
  for (const { id, name, daypartIds, orderTypeIds } of index.catalogue.priceLevels) {
    for (const daypartId of daypartIds) {
      if (!index.dayparts.has(daypartId))
        say('price-level', id, 'daypart_missing', `${name} applies during "${daypartId}", which does not exist.`);
    }
    for (const orderTypeId of orderTypeIds) {
      if (!index.orderTypes.has(orderTypeId)) {
        say(
          'price-level',
          id,
          'order_type_missing',
          `${name} applies to orders of type "${orderTypeId}", which does not exist.`,
        );
      }
    }
  }
}

function checkStations(index: CatalogueIndex, say: Say): void {
  for (const station of index.catalogue.stations) {
    const { id, name, paper, printerId, backupPrinterId, warnSeconds, lateSeconds } = station;
    if (printerId !== null && !index.printers.has(printerId)) {
      say('station', id, 'printer_missing', `${name} prints on "${printerId}", which does not exist.`);
    }
    if (paper !== 'never' && printerId === null)
      say('station', id, 'printer_needed', `${name} should print but has no printer.`);
    if (backupPrinterId !== null && !index.printers.has(backupPrinterId))
      say('station', id, 'printer_missing', `${name} prints on "${backupPrinterId}", which does not exist.`);
    if (backupPrinterId !== null && backupPrinterId === printerId)
      say('station', id, 'backup_is_printer', `Another printer than its own has to stand in for that of ${name}.`);
    if (lateSeconds <= warnSeconds)
      say('station', id, 'late_before_warning', `${name} calls a ticket late before it warns.`);
    if (id === 'expo' || id === 'ready')
      say('station', id, 'reserved_key', `"${id}" is the name of a board and cannot be a station.`);
  }
}

function checkPeople(index: CatalogueIndex, say: Say): void {
  for (const { id, name, roleId } of index.catalogue.staff) {
    if (!index.roles.has(roleId))
      say('staff', id, 'role_missing', `${name} has the role "${roleId}", which does not exist.`);
  }
  for (const { id, name, discountLimitPercent } of index.catalogue.roles) {
    if (discountLimitPercent.startsWith('-') || compareDecimal(discountLimitPercent, '100') > 0) {
      say('role', id, 'discount_limit_out_of_range', `${name} needs a discount limit between 0 and 100 percent.`);
    }
  }
  const inCharge = index.catalogue.staff.some(
    (member) => member.active && index.roles.get(member.roleId)?.permissions.includes('staff.edit') === true,
  );
  if (!inCharge) say('staff', '', 'nobody_in_charge', 'Somebody has to be able to edit the staff.');
}

function checkSettings(index: CatalogueIndex, say: Say): void {
  const { timeZone, dayCutOff, receiptPrinterId, receiptBackupPrinterId, reportPrinterId } = index.settings;
  if (!isTimeZone(timeZone))
    say('settings', 'store', 'time_zone_unknown', `"${timeZone}" is not a time zone that this system knows.`);
  if (!isTimeOfDay(dayCutOff))
    say('settings', 'store', 'bad_time', 'The end of the business day must be a time between 00:00 and 23:59.');
  for (const printerId of new Set([receiptPrinterId, receiptBackupPrinterId])) {
    if (printerId !== null && !index.printers.has(printerId))
      say('settings', 'store', 'printer_missing', `Receipts print on "${printerId}", which does not exist.`);
  }
  if (reportPrinterId !== null && !index.printers.has(reportPrinterId))
    say('settings', 'store', 'printer_missing', `Reports print on "${reportPrinterId}", which does not exist.`);
  if (receiptBackupPrinterId !== null && receiptBackupPrinterId === receiptPrinterId)
    say('settings', 'store', 'backup_is_printer', 'Another printer has to stand in for the one that prints receipts.');
  if (index.catalogue.orderTypes.length === 0)
    say('order-type', '', 'no_order_type', 'A store needs at least one type of order.');
}
