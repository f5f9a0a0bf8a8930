/** Bytes that versions 1 to 40 hold in byte mode (ISO/IEC 18004, table 7), by error correction level. */
const byteCapacities = {
  M: [
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
    997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
  ],
  L: [
    17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858, 929, 1003, 1091,
    1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953,
  ],
} as const;

export type QrLevel = keyof typeof byteCapacities;

/** Blank modules that a reader needs on each side. */
const quietModules = 4;
/** Smaller modules than a quarter of a millimetre are not read reliably from thermal paper. */
const minModuleDots = 2;

/** Modules on a side of the smallest code that holds so many bytes, or null when none does. */
export function qrModules(byteLength: number, level: QrLevel): number | null {
  const version = byteCapacities[level].findIndex((capacity) => byteLength <= capacity) + 1;
  return version === 0 ? null : 17 + 4 * version;
}

/**
 * The error correction and module size at which a code fits the paper: a code that is too wide is not printed at all, and
 * no printer says so. Level M (15 %) where it fits, else L. Null: too much content for this paper.
 */
export function fitQr(
  byteLength: number,
  wantedModuleDots: number,
  dotsPerLine: number,
): { level: QrLevel; moduleDots: number } | null {
  for (const level of ['M', 'L'] as const) {
    const modules = qrModules(byteLength, level);
    if (modules === null) continue;
    const moduleDots = Math.min(wantedModuleDots, Math.floor(dotsPerLine / (modules + 2 * quietModules)));
    if (moduleDots >= minModuleDots) return { level, moduleDots };
  }
  return null;
}
