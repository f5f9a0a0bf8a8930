import { useState, type ReactElement } from 'react';
import { Keypad } from '../keypad.tsx';
import { PinPad } from '../pin-pad.tsx';
import { toasts } from '../toast.tsx';
import { Specimen } from './specimen.tsx';

export function PadsSection(): ReactElement {
  const [failedAttempts, setFailedAttempts] = useState(0);
  const [valueMinor, setValueMinor] = useState<number | null>(null);
  return (
    <Specimen title="PinPad (1234 opens) and Keypad">
      <PinPad
        label="PIN for Ana"
        autoFocus={false}
        failedAttempts={failedAttempts}
        errorMessage={failedAttempts > 0 ? 'That PIN is not known. Try again.' : undefined}
        onSubmit={(pin) => {
          if (pin === '1234') toasts.show({ message: 'Welcome, Ana', tone: 'positive' });
          else setFailedAttempts((count) => count + 1);
        }}
      />
      <PinPad
        label="PIN for Bram"
        autoFocus={false}
        onSubmit={() => undefined}
        lockedMessage="Too many tries. Wait 30 s, or ask a manager."
      />
      <Keypad
        label="Cash received"
        className="max-w-96"
        valueMinor={valueMinor}
        placeholderMinor={4210}
        onChange={setValueMinor}
        quickAmounts={[4210, 4300, 4500, 5000, 6000].map((amountMinor) => ({ amountMinor }))}
      />
    </Specimen>
  );
}
