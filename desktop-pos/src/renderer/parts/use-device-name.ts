import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { usePicture } from '../desk/use-store.ts';
import { useWords } from '../words/use-words.ts';

/** What people call a till. One that has not been here since the appliance started has no name here. */
export function useDeviceName(deviceId: string): string {
  const t = useWords();
  const picture = usePicture();
  const status = useSignal(useTill().status);
  if (deviceId === picture.deviceId) return picture.deviceName;
  return status?.screens.find((screen) => screen.deviceId === deviceId)?.name ?? t('anotherTill');
}
