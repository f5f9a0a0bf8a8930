import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Link } from '../place/link.tsx';
import type { ApiFault } from '../session/api-fault.ts';
import { useSession } from '../session/use-session.ts';
import { formProblem, looksLikeEmail } from './form-problem.ts';
import { PasswordField } from './password-field.tsx';

export function SignInForm({ sessionOver }: { sessionOver: boolean }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useMutation<void, ApiFault>({ mutationFn: () => session.signIn({ email: email.trim(), password }) });
  const emailProblem = looksLikeEmail(email) ? undefined : t('gate.emailProblem');
  const passwordProblem = password === '' ? t('gate.passwordMissing') : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (emailProblem === undefined && passwordProblem === undefined) signIn.mutate();
  }

  const problem = formProblem(signIn.error, t);
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">{t('gate.signIn')}</h1>
        <p className="mt-1.5 text-muted">{sessionOver ? t('gate.sessionOver') : t('gate.signInHint')}</p>
      </div>
      {problem !== undefined && <ProblemNote>{problem}</ProblemNote>}
      <TextField
        label={t('gate.email')}
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
        errorMessage={tried ? emailProblem : undefined}
      />
      <PasswordField
        label={t('gate.password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        errorMessage={tried ? passwordProblem : undefined}
      />
      <Button type="submit" variant="primary" size="lg" fullWidth busy={signIn.isPending}>
        {t('gate.signIn')}
      </Button>
      <p className="text-center text-muted">
        {t('gate.newHere')}{' '}
        <Link
          href="/sign-up"
          className="inline-flex min-h-11 items-center font-semibold text-accent underline-offset-4 hover:underline"
        >
          {t('gate.makeAccount')}
        </Link>
      </p>
    </form>
  );
}
