/**
 * What react-aria asks of a browser and jsdom does not have. Import it first in a component test
 * that walks a list, a menu or a table by keyboard.
 */
function escapeIdentifier(value: string): string {
  return value.replaceAll(/[^\w\u0080-\uffff-]/g, (sign) => `\\${sign}`).replace(/^\d/, (digit) => `\\3${digit} `);
}

const scope: { CSS?: unknown } = globalThis;
scope.CSS ??= { escape: escapeIdentifier };

export {};
