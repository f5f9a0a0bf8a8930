import { connect } from 'node:net';

export interface PortScan {
  readonly hosts: readonly string[];
  readonly port: number;
  /** Addresses that are not touched: a printer that prints serves one client, and a second one may take its turn. */
  readonly skip: ReadonlySet<string>;
  readonly found: (host: string) => void;
  /** Called after each address. */
  readonly asked: () => void;
  readonly atOnce: number;
  /** A printer in the same net answers within a few milliseconds. */
  readonly connectTimeoutMs: number;
  /** The whole scan ends here, finished or not. */
  readonly wholeTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Which of these addresses take connections on a port. Nothing is ever sent: whatever listens there prints what it is told. */
export async function scanPort(scan: PortScan): Promise<void> {
  const waiting = scan.hosts.filter((host) => !scan.skip.has(host)).toReversed();
  const limit = AbortSignal.timeout(scan.wholeTimeoutMs);
  const stop = scan.signal === undefined ? limit : AbortSignal.any([scan.signal, limit]);
  const worker = async (): Promise<void> => {
    for (let host = waiting.pop(); host !== undefined && !stop.aborted; host = waiting.pop()) {
      if (await isListening(host, scan.port, scan.connectTimeoutMs, stop)) scan.found(host);
      scan.asked();
    }
  };
  await Promise.all(Array.from({ length: scan.atOnce }, worker));
}

function isListening(host: string, port: number, timeoutMs: number, stop: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (listening: boolean): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', giveUp);
      if (listening) socket.end();
      else socket.destroy();
      resolve(listening);
    };
    const giveUp = (): void => end(false);
    const timer = setTimeout(giveUp, timeoutMs);
    stop.addEventListener('abort', giveUp, { once: true });
    socket.once('connect', () => {
      // An orderly end; what a printer says about itself meanwhile is let go.
      socket.resume();
      socket.setTimeout(1000, () => socket.destroy());
      end(true);
    });
    socket.on('error', giveUp);
  });
}
