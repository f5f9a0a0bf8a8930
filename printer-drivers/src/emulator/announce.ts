import { mdnsOver, openMdnsSocket } from '../discovery/listen-to-mdns.ts';

/** Says on this machine's own net that the printers are there, as network printers do; the returned function takes it back. */
export async function announce(
  printers: readonly { readonly name: string; readonly port: number }[],
  host: string,
): Promise<() => Promise<void>> {
  const voice = mdnsOver(await openMdnsSocket(host));
  for (const { name, port } of printers) {
    voice.publish({
      name,
      type: 'pdl-datastream',
      port,
      txt: { ty: `Virtual printer: ${name}` },
      disableIPv6: true,
      probe: false,
    });
  }
  return () =>
    new Promise((resolve) => {
      voice.unpublishAll(() => voice.destroy(() => resolve()));
    });
}
