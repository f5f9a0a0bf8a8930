import { Button } from '@auraconnect/shared/ui/button.tsx';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { ListTodo } from 'lucide-react';
import type { ReactElement } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useWords } from '../words/use-words.ts';

/** The way to what waits for a person; nothing while nothing waits. */
export function ExceptionsLink(): ReactElement | null {
  const t = useWords();
  const { show } = useDesk();
  const count = useSignal(useTill().status)?.exceptions?.open ?? 0;
  if (count === 0) return null;
  return (
    <Button variant="primary" icon={<ListTodo />} fullWidth onPress={() => show({ name: 'exceptions' })}>
      {t('exceptionsWaiting', { count })}
    </Button>
  );
}
