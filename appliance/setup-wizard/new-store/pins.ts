export type PinProblem = 'short' | 'same' | 'run' | 'pattern' | 'year' | 'column';

export const longestPin = 8;

/** What is down the middle of every keypad. */
const columns = ['2580', '0852', '1470', '0741', '3690', '0963'];
const upwards = '01234567890';
const downwards = [...upwards].toReversed().join('');

/** Why a PIN is one of those that are tried first; null when it is good enough. It holds 4 to 8 digits. */
export function pinProblem(pin: string): PinProblem | null {
  if (!/^\d{4,8}$/.test(pin)) return 'short';
  if (/^(\d)\1+$/.test(pin)) return 'same';
  if (upwards.includes(pin) || downwards.includes(pin)) return 'run';
  if (/^(\d\d)\1+$/.test(pin) || /^(\d)\1(\d)\2$/.test(pin)) return 'pattern';
  if (/^(19[4-9]\d|20[0-3]\d)$/.test(pin)) return 'year';
  if (columns.includes(pin)) return 'column';
  return null;
}

/** Only digits, in whatever script they were typed, and no more than a PIN has. */
export function pinDigits(typed: string): string {
  return typed
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll(/\D/g, '')
    .slice(0, longestPin);
}
