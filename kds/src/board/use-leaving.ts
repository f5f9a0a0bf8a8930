import { useCallback, useEffect, useRef, useState } from 'react';

const closesUpAfterMs = 2_500;

export interface Leaving {
  /** Cards that were finished here a moment ago and keep their place. */
  ids: ReadonlySet<string>;
  leave(id: string): void;
  stay(id: string): void;
}

/**
 * A board closes up only when its cook has stopped tapping for a moment: were the next ticket to slide under the finger, a second
 * tap would bump it unread.
 */
export function useLeaving(): Leaving {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const leave = useCallback((id: string): void => {
    setIds((known) => new Set([...known, id]));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIds(new Set()), closesUpAfterMs);
  }, []);
  const stay = useCallback((id: string): void => {
    setIds((known) => new Set([...known].filter((one) => one !== id)));
  }, []);
  return { ids, leave, stay };
}
