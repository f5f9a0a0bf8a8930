/** Whether this tab is the one that drives the device. Two tabs would give the same stream number to two commands. */
export type Drive = 'asking' | 'driving' | 'elsewhere';

export interface SingleDriver {
  /** Takes over: the other tab stops at once and says so. */
  takeOver(): void;
  release(): void;
}

/** Asks to be the only one of this name in this browser. `onChange` may go back to `elsewhere` when another tab takes over. */
export function driveAlone(name: string, onChange: (drive: Drive) => void): SingleDriver {
  // Web Locks exist only on https and localhost; a till on the LAN may have neither.
  return 'locks' in navigator && navigator.locks !== undefined
    ? driveByLock(name, onChange)
    : driveByLease(name, onChange);
}

function driveByLock(name: string, onChange: (drive: Drive) => void): SingleDriver {
  let release: () => void = () => undefined;
  let current = 0;
  const ask = (options: LockOptions): void => {
    const asked = ++current;
    void navigator.locks
      .request(name, options, async (lock) => {
        if (asked !== current) return;
        if (lock === null) {
          onChange('elsewhere');
          // Wait in line, so that closing the other tab is enough.
          queueMicrotask(() => asked === current && ask({}));
          return;
        }
        onChange('driving');
        await new Promise<void>((resolve) => (release = resolve));
      })
      .catch(() => {
        // Taken over by another tab.
        if (asked === current) onChange('elsewhere');
      });
  };
  ask({ ifAvailable: true });
  return {
    takeOver: () => ask({ steal: true }),
    release: () => {
      current += 1;
      release();
    },
  };
}

const leaseMs = 4_000;
const renewMs = 1_000;
const settleMs = 120;

interface Lease {
  owner: string;
  untilMs: number;
}

/** The same with a lease in localStorage: renewed every second, gone four seconds after its tab. */
export function driveByLease(
  name: string,
  onChange: (drive: Drive) => void,
  storage: Storage = localStorage,
): SingleDriver {
  const key = `${name}.lease`;
  const owner = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16)).join('');
  let drive: Drive = 'asking';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): Lease | null => {
    try {
      return JSON.parse(storage.getItem(key) ?? 'null') as Lease | null;
    } catch {
      return null;
    }
  };
  const write = (): void =>
    storage.setItem(key, JSON.stringify({ owner, untilMs: Date.now() + leaseMs } satisfies Lease));
  const become = (next: Drive): void => {
    if (next === drive) return;
    drive = next;
    onChange(next);
  };
  const claim = (): void => {
    write();
    // Two tabs may write in the same instant; the last one is still there after a moment.
    timer = setTimeout(() => {
      if (read()?.owner !== owner) return look();
      become('driving');
      timer = setTimeout(look, renewMs);
    }, settleMs);
  };
  const look = (): void => {
    clearTimeout(timer);
    const lease = read();
    const isFree = lease === null || lease.untilMs < Date.now() || lease.untilMs > Date.now() + 2 * leaseMs;
    if (lease?.owner === owner) {
      write();
      become('driving');
    } else if (isFree) {
      return claim();
    } else {
      become('elsewhere');
    }
    timer = setTimeout(look, renewMs);
  };
  const onStorage = (event: StorageEvent): void => {
    if (event.key === key) look();
  };
  addEventListener('storage', onStorage);
  look();
  return {
    takeOver: () => {
      clearTimeout(timer);
      claim();
    },
    release: () => {
      clearTimeout(timer);
      removeEventListener('storage', onStorage);
      if (read()?.owner === owner) storage.removeItem(key);
    },
  };
}
