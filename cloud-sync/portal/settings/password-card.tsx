import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordLength } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { PasswordField } from '../gate/password-field.tsx';
import { sentenceOf } from '../parts/fault-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { ApiFault } from '../session/api-fault.ts';
import { useSession } from '../session/use-session.ts';

/** A new password for somebody who knows the old one; whoever is signed in elsewhere has to sign in again. */
export function PasswordCard(): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation<void, ApiFault>({
    mutationFn: () => session.changePassword({ currentPassword: current, newPassword: next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      setTried(false);
      toasts.show({ message: t('settings.passwordChanged'), tone: 'positive' });
    },
  });
  const { least } = passwordLength;
  const currentProblem = current === '' ? t('gate.passwordMissing') : undefined;
  const nextProblem = next.length < least ? t('gate.passwordShort', { count: least }) : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (currentProblem === undefined && nextProblem === undefined) change.mutate();
  }

  return (
    <Card title={t('gate.password')} description={t('settings.passwordHint')}>
      <form onSubmit={submit} noValidate className="flex flex-col items-stretch gap-4">
        {change.error !== null && (
          <ProblemNote supportCode={change.error.supportCode}>{sentenceOf(change.error, t)}</ProblemNote>
        )}
        <PasswordField
          label={t('settings.passwordNow')}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          errorMessage={tried ? currentProblem : undefined}
        />
        <PasswordField
          label={t('settings.passwordNew')}
          description={t('gate.passwordHint', { count: least })}
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          errorMessage={tried ? nextProblem : undefined}
        />
        <Button type="submit" busy={change.isPending} className="self-start">
          {t('settings.passwordChange')}
        </Button>
      </form>
    </Card>
  );
}
