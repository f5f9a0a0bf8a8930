/** The port on which network printers take raw bytes. */
const rawPort = 9100;

/** `192.168.1.50`, `printer.local:9100`, `[fe80::1]:9100`; null when it is no address of a machine. */
export function addressOf(text: string): { host: string; port: number } | null {
  const plain = text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\/.*$/, '');
  const parts = /^(?<host>\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::(?<port>\d{1,5}))?$/i.exec(
    plain,
  )?.groups;
  if (parts?.['host'] === undefined) return null;
  const port = parts['port'] === undefined ? rawPort : Number(parts['port']);
  const host = parts['host'].replaceAll(/[[\]]/g, '');
  return port >= 1 && port <= 65_535 && host.length <= 255 ? { host, port } : null;
}
