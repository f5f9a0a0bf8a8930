import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordLength } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Link } from '../place/link.tsx';
import { goTo } from '../place/place.ts';
import type { ApiFault } from '../session/api-fault.ts';
import { useSession } from '../session/use-session.ts';
import { formProblem, looksLikeEmail } from './form-problem.ts';
import { PasswordField } from './password-field.tsx';

/** The first owner makes the account of the whole company. */
export function SignUpForm(): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const [tenantName, setTenantName] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signUp = useMutation<void, ApiFault>({
    mutationFn: () =>
      session.signUp({ tenantName: tenantName.trim(), name: name.trim(), email: email.trim(), password }),
    onSuccess: () => goTo('/', { replace: true }),
  });
  const problems = {
    tenantName: tenantName.trim() === '' ? t('gate.companyMissing') : undefined,
    name: name.trim() === '' ? t('gate.nameMissing') : undefined,
    email: looksLikeEmail(email) ? undefined : t('gate.emailProblem'),
    password:
      password.length < passwordLength.least ? t('gate.passwordShort', { count: passwordLength.least }) : undefined,
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (Object.values(problems).every((problem) => problem === undefined)) signUp.mutate();
  }

  const problem = formProblem(signUp.error, t);
  const shown = tried ? problems : { tenantName: undefined, name: undefined, email: undefined, password: undefined };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">{t('gate.signUp')}</h1>
        <p className="mt-1.5 text-muted">{t('gate.signUpHint')}</p>
      </div>
      {problem !== undefined && <ProblemNote>{problem}</ProblemNote>}
      <TextField
        label={t('gate.company')}
        description={t('gate.companyHint')}
        autoComplete="organization"
        autoFocus
        maxLength={120}
        value={tenantName}
        onChange={setTenantName}
        errorMessage={shown.tenantName}
      />
      <TextField
        label={t('gate.name')}
        autoComplete="name"
        maxLength={120}
        value={name}
        onChange={setName}
        errorMessage={shown.name}
      />
      <TextField
        label={t('gate.email')}
        type="email"
        autoComplete="username"
        maxLength={254}
        value={email}
        onChange={setEmail}
        errorMessage={shown.email}
      />
      <PasswordField
        label={t('gate.password')}
        description={t('gate.passwordHint', { count: passwordLength.least })}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        errorMessage={shown.password}
      />
      <Button type="submit" variant="primary" size="lg" fullWidth busy={signUp.isPending}>
        {t('gate.signUpGo')}
      </Button>
      <p className="text-center text-muted">
        {t('gate.haveAccount')}{' '}
        <Link
          href="/"
          className="inline-flex min-h-11 items-center font-semibold text-accent underline-offset-4 hover:underline"
        >
          {t('gate.signIn')}
        </Link>
      </p>
    </form>
  );
}
