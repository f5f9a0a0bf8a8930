import { useEffect, useRef } from 'react';

const longPressMs = 500;

export interface LongPressProps {
  onPressStart: () => void;
  onPressEnd: () => void;
  onPress: () => void;
  onContextMenu: (event: { preventDefault(): void }) => void;
}

/**
 * A tap and a long press on the same thing; the second mouse button and the keyboard's menu key count as a long press. The long press
 * acts while the finger is still down, and then the lifted finger is no tap any more.
 */
export function useLongPress(onPress: () => void, onLongPress: (() => void) | undefined): LongPressProps {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wasLong = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const act = (): void => {
    wasLong.current = true;
    onLongPress?.();
  };
  return {
    onPressStart: () => {
      wasLong.current = false;
      clearTimeout(timer.current);
      if (onLongPress !== undefined) timer.current = setTimeout(act, longPressMs);
    },
    onPressEnd: () => clearTimeout(timer.current),
    onPress: () => {
      clearTimeout(timer.current);
      if (!wasLong.current) onPress();
      wasLong.current = false;
    },
    onContextMenu: (event) => {
      if (onLongPress === undefined) return;
      event.preventDefault();
      clearTimeout(timer.current);
      act();
    },
  };
}
