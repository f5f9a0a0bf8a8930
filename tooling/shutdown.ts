const repeatMs = 1500;
const parentWatchMs = 1000;

/**
 * Calls `stop` once when this process is asked to end, and ends it afterwards. Ctrl-C under npm
 * arrives twice, from the terminal and from npm, so that a repeat means "at once" only later; and
 * npm that is ended by a signal leaves its child behind, so that a parent that went away is a
 * request to end as well.
 *
 * @param stop cleans up; the exit status is 128 + the signal's number, as a shell expects
 */
export function onShutdown(stop: () => Promise<void> | void): void {
  let askedAtMs: number | undefined;
  const end = async (exitStatus: number): Promise<void> => {
    if (askedAtMs !== undefined) {
      if (performance.now() - askedAtMs > repeatMs) process.exit(exitStatus);
      return;
    }
    askedAtMs = performance.now();
    try {
      await stop();
    } finally {
      process.exit(exitStatus);
    }
  };
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => void end(128 + number));
  }

  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end(143);
  }, parentWatchMs).unref();
}
