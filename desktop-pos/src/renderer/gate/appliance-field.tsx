import { Button } from '@auraconnect/shared/ui/button.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';
import { desktopBridge } from './identity-vault.ts';

/** In the desktop program a person can say where the appliance is; a browser already came from there. */
export function ApplianceField({ address }: { address: string }): ReactElement | null {
  const t = useWords();
  const bridge = desktopBridge();
  const [typed, setTyped] = useState(address);
  const [isRefused, setRefused] = useState(false);
  if (bridge === null) return null;
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void bridge.chooseAppliance(typed.trim()).then((taken) => setRefused(!taken));
      }}
    >
      <TextField
        label={t('applianceWhere')}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        className="min-w-0 grow"
        errorMessage={isRefused ? t('applianceRefused') : undefined}
      />
      <Button type="submit">{t('applianceGo')}</Button>
    </form>
  );
}
