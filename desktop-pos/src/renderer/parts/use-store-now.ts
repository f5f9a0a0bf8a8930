import { useNow } from '@auraconnect/shared/ui/use-now.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';

/** The appliance's time once a second, as far as it is known: ages are right although this device's clock is not. */
export function useStoreNow(): number {
  const aheadMs = useSignal(useTill().stream).clockAheadMs ?? 0;
  return useNow() + aheadMs;
}
