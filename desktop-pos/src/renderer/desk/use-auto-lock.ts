import { useEffect, useRef } from 'react';

export const lockChoicesMinutes = [1, 5, 15, 0] as const;
export type LockMinutes = (typeof lockChoicesMinutes)[number];

const storageKey = 'auraconnect.pos.lock-minutes';
const checkMs = 5_000;

/** After how many idle minutes the till asks for a PIN again; 0 is never. */
export function lockMinutes(): LockMinutes {
  const kept = Number(localStorage.getItem(storageKey) ?? '5');
  return lockChoicesMinutes.find((choice) => choice === kept) ?? 5;
}

export function setLockMinutes(minutes: LockMinutes): void {
  localStorage.setItem(storageKey, String(minutes));
}

/** Locks after a while without a finger or a key. Measured on a clock that cannot be set back. */
export function useAutoLock(active: boolean, onLock: () => void): void {
  const lastTouchMs = useRef(0);
  useEffect(() => {
    if (!active) return;
    const touch = (): void => {
      lastTouchMs.current = performance.now();
    };
    touch();
    addEventListener('pointerdown', touch, { capture: true, passive: true });
    addEventListener('keydown', touch, { capture: true });
    const timer = setInterval(() => {
      const minutes = lockMinutes();
      if (minutes > 0 && performance.now() - lastTouchMs.current >= minutes * 60_000) onLock();
    }, checkMs);
    return () => {
      removeEventListener('pointerdown', touch, { capture: true });
      removeEventListener('keydown', touch, { capture: true });
      clearInterval(timer);
    };
  }, [active, onLock]);
}
