/** No I and O, which are read as 1 and 0, and no H, which begins the numbers of history that was brought in. */
const letters = 'ABCDEFGJKLMNPQRSTUVWXYZ';

/**
 * The letters before the numbers that a till gives by itself while the appliance is away. `ordinal` counts the devices that were ever
 * paired with the store, from 1: no two have the same letters, and the appliance's own numbers have none.
 */
export function checkNumberPrefix(ordinal: number): string {
  let prefix = '';
  for (let rest = ordinal; rest > 0; rest = Math.floor((rest - 1) / letters.length))
    prefix = (letters[(rest - 1) % letters.length] ?? '') + prefix;
  return prefix;
}

/** Two letters that tell the numbers of one start of an appliance from those of another. @param id of the start */
export function startMark(id: string): string {
  const value = Number.parseInt(id.slice(-4), 16);
  return `${letters[value % letters.length] ?? ''}${letters[Math.floor(value / letters.length) % letters.length] ?? ''}`;
}

/** Whether this device could have given this number. */
export function isCheckNumberOf(prefix: string, number: string): boolean {
  return prefix !== '' && number.startsWith(prefix) && /^[1-9]\d{0,8}$/.test(number.slice(prefix.length));
}
