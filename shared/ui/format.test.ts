import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatBusinessDate,
  formatDate,
  formatElapsed,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatTime,
  minorDigits,
  minorToDecimal,
} from './format.ts';

const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  test('is written as its locale writes it', () => {
    expect(formatMoney(123456, 'USD', 'en-US')).toBe('$1,234.56');
    expect(plainSpaces(formatMoney(123456, 'EUR', 'de-DE'))).toBe('1.234,56 €');
    expect(formatMoney(1250, 'JPY', 'ja-JP')).toContain('1,250');
    expect(plainSpaces(formatMoney(1234567, 'KWD', 'en-US'))).toBe('KWD 1,234.567');
  });

  test('is negative with a real minus sign, never a hyphen', () => {
    for (const locale of ['en-US', 'de-DE', 'es-MX', 'ar-AE', 'sv-SE']) {
      const text = formatMoney(-1250, 'USD', locale);
      expect(text).toContain('\u2212');
      expect(text).not.toContain('-');
    }
    expect(formatMoney(-1250, 'USD', 'en-US')).toBe('\u2212$12.50');
    expect(formatMoney(0, 'USD', 'en-US')).toBe('$0.00');
  });

  test('stays exact beyond what a double can hold in cents', () => {
    expect(formatMoney(9007199254740993n, 'USD', 'en-US')).toBe('$90,071,992,547,409.93');
  });

  test('refuses a fraction of a cent', () => {
    expect(() => formatMoney(12.5, 'USD', 'en-US')).toThrow(RangeError);
  });

  test('can leave the sign out or show the plus of a difference', () => {
    expect(formatMoney(1250, 'USD', 'en-US', { hideCurrency: true })).toBe('12.50');
    expect(formatMoney(1250, 'USD', 'en-US', { showPlus: true })).toBe('+$12.50');
    expect(formatMoney(0, 'USD', 'en-US', { showPlus: true })).toBe('$0.00');
  });

  test("knows how many digits a currency's minor unit has", () => {
    expect(['USD', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
    expect(minorToDecimal(-5, 2)).toBe('-0.05');
    expect(minorToDecimal(7, 0)).toBe('7');
  });
});

describe('figures', () => {
  test('a quantity keeps its decimals and drops the zeros behind them', () => {
    expect(formatQuantity('1.500', 'de-DE')).toBe('1,5');
    expect(formatQuantity('3', 'en-US')).toBe('3');
    expect(formatQuantity('-0.125', 'en-US')).toBe('\u22120.125');
  });

  test('a growth carries its sign', () => {
    expect(formatPercent(0.125, 'en-US', { showPlus: true })).toBe('+12.5%');
    expect(formatPercent(-0.03, 'en-US', { showPlus: true })).toBe('\u22123%');
  });
});

describe('times', () => {
  const elevenAtNightInNewYork = '2026-03-07T04:00:00Z';

  test("are the store's, wherever the reader sits", () => {
    expect(plainSpaces(formatTime(elevenAtNightInNewYork, 'America/New_York', 'en-US'))).toBe('11:00 PM');
    expect(formatTime(elevenAtNightInNewYork, 'Europe/Berlin', 'de-DE')).toBe('05:00');
    expect(formatDate(elevenAtNightInNewYork, 'America/New_York', 'en-US')).toBe('Mar 6, 2026');
    expect(formatDate(elevenAtNightInNewYork, 'Europe/Berlin', 'en-US')).toBe('Mar 7, 2026');
  });

  test('a business date is the day it names, in any zone', () => {
    expect(formatBusinessDate('2026-03-01', 'en-US', 'long')).toBe('Sunday, March 1, 2026');
  });

  test('ages are short and never negative', () => {
    const minute = 60_000;
    expect(formatAge(45_900, 'en-US')).toBe('45 sec');
    expect(formatAge(4 * minute + 59_999, 'en-US')).toBe('4 min');
    expect(formatAge(65 * minute, 'en-US')).toBe('1 hr 5 min');
    expect(formatAge(120 * minute, 'en-US')).toBe('2 hr');
    expect(formatAge(-5_000, 'en-US')).toBe('0 sec');
    expect(plainSpaces(formatAge(4 * minute, 'de-DE'))).toBe('4 Min.');
  });

  test('a running clock shows minutes and seconds, and hours when there are any', () => {
    expect(formatElapsed(247_000)).toBe('4:07');
    expect(formatElapsed(3_847_000)).toBe('1:04:07');
  });
});
