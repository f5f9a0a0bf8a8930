import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { languages } from '@auraconnect/shared/ui/languages.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { ThemeSwitch } from '@auraconnect/shared/ui/theme-switch.tsx';
import { useLanguage } from '@auraconnect/shared/ui/use-language.ts';
import { sentenceOf } from '../parts/fault-words.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import type { ApiFault } from '../session/api-fault.ts';
import { useSession } from '../session/use-session.ts';
import { PasswordCard } from './password-card.tsx';
import { useMe } from '../shell/me.ts';
import { Page } from '../shell/page.tsx';

/** Whose account this is, how it looks and speaks on this device, and the way out. */
export function SettingsPage(): ReactElement {
  const { t } = useTranslation();
  const me = useMe();
  const session = useSession();
  const { language, choose } = useLanguage();
  const signOut = useMutation<void, ApiFault>({ mutationFn: () => session.signOut() });
  const facts: [label: string, value: string][] = [
    [t('gate.name'), me.name],
    [t('gate.email'), me.email],
    [t('gate.company'), me.tenantName],
  ];
  return (
    <Page title={t('nav.settings')}>
      <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <Card title={t('settings.account')}>
          <dl className="flex flex-col gap-3 text-sm">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt className="text-xs text-muted">{label}</dt>
                <dd className="font-medium break-words" dir="auto">
                  {value}
                </dd>
              </div>
            ))}
          </dl>
          <div className="mt-5 flex flex-col items-start gap-3 border-t border-line pt-5">
            {signOut.error !== null && (
              <ProblemNote supportCode={signOut.error.supportCode}>{sentenceOf(signOut.error, t)}</ProblemNote>
            )}
            <Button
              icon={<LogOut className="rtl:-scale-x-100" />}
              busy={signOut.isPending}
              onPress={() => signOut.mutate()}
            >
              {t('settings.signOut')}
            </Button>
            <p className="text-xs text-muted">{t('settings.signOutHint')}</p>
          </div>
        </Card>
        <PasswordCard />
        <Card title={t('settings.device')} description={t('settings.deviceHint')}>
          <div className="flex flex-col gap-5">
            <RadioGroup
              label={t('settings.language')}
              value={language}
              onChange={choose}
              options={languages.map(({ id, name }) => ({ id, label: name }))}
            />
            <ThemeSwitch />
          </div>
        </Card>
      </div>
    </Page>
  );
}
