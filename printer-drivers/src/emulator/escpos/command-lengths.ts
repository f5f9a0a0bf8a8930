/**
 * How many parameter bytes follow each ESC/POS command, from Epson's command reference (TM printers, current and obsolete
 * commands). Commands whose length depends on their parameters are in `parser.ts`.
 *
 * A command that is in no table has no parameters, as on a real printer: what follows it is read as text.
 */
export const escParameterCounts: Readonly<Record<string, number>> = {
  ' ': 1, '!': 1, $: 2, '%': 1, '-': 1, '2': 0, '3': 1, '<': 0, '=': 1, '?': 1, '@': 0, A: 1, B: 2, C: 1, E: 1, F: 1, G: 1, J: 1, K: 1, L: 0,
  M: 1, N: 1, O: 0, Q: 1, R: 1, S: 0, T: 1, U: 1, V: 1, W: 8, '\\': 2, a: 1, d: 1, e: 1, f: 2, i: 0, l: 1, m: 0, o: 0, p: 3, q: 0, r: 1, s: 1, t: 1,
  u: 1, v: 0, z: 1, '{': 1,
};

export const gsParameterCounts: Readonly<Record<string, number>> = {
  '!': 1, $: 2, '/': 1, ':': 0, B: 1, E: 1, F: 1, G: 1, H: 1, I: 1, L: 2, P: 2, R: 1, S: 1, T: 1, W: 2, X: 1, Y: 1, Z: 1, '\\': 2, '^': 3, a: 1, b: 1, c: 0,
  d: 1, e: 2, f: 1, h: 1, i: 2, j: 1, l: 1, o: 1, p: 1, r: 1, s: 1, t: 1, u: 1, w: 1, x: 0, '|': 1, '<': 0, ';': 1,
};

export const fsParameterCounts: Readonly<Record<string, number>> = {
  '!': 1, '&': 0, '-': 1, '.': 0, C: 1, S: 2, W: 1, a: 1, b: 0, c: 0, d: 1, p: 2, L: 1, O: 0,
};
