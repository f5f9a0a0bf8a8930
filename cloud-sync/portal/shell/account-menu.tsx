import { ChevronsUpDown, LogOut, Moon, Settings, Sun, SunMoon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Menu } from '@auraconnect/shared/ui/menu.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiWords } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useTheme, type ThemePreference } from '@auraconnect/shared/ui/use-theme.ts';
import { useMe } from './me.ts';
import { goTo } from '../place/place.ts';
import { useHref } from '../place/store-scope.ts';
import { useSession } from '../session/use-session.ts';

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

/** The initials are a picture of the name beside or behind it, so they are drawn and not written. */
function Avatar({ name }: { name: string }): ReactElement {
  return (
    <span
      className="grid size-8 shrink-0 place-items-center rounded-full bg-accent text-xs font-semibold text-on-accent before:content-[attr(data-initials)]"
      aria-hidden="true"
      data-initials={initialsOf(name)}
    />
  );
}

/** Who is signed in, how it looks, and the way out. */
export function AccountMenu({ compact = false }: { compact?: boolean }): ReactElement {
  const { t } = useTranslation();
  const words = useUiWords();
  const me = useMe();
  const session = useSession();
  const href = useHref();
  const { preference, setPreference } = useTheme();
  const looks: { id: ThemePreference; label: string; icon: ReactElement }[] = [
    { id: 'light', label: words('themeLight'), icon: <Sun /> },
    { id: 'dark', label: words('themeDark'), icon: <Moon /> },
    { id: 'system', label: words('themeAutomatic'), icon: <SunMoon /> },
  ];
  function act(id: ThemePreference | 'settings' | 'out'): void {
    if (id === 'settings') goTo(href('/settings'));
    else if (id === 'out')
      session.signOut().catch(() => toasts.show({ tone: 'danger', message: t('settings.signOutFailed') }));
    else setPreference(id);
  }
  return (
    <Menu
      label={t('nav.account')}
      placement={compact ? 'bottom end' : 'top start'}
      trigger={
        <Button
          variant="quiet"
          fullWidth={!compact}
          className={compact ? '-me-2 px-1.5' : 'min-h-14 px-2'}
          icon={<Avatar name={me.name} />}
          {...(compact
            ? { 'aria-label': t('nav.accountOf', { name: me.name }) }
            : { trailing: <ChevronsUpDown className="size-4 text-muted" aria-hidden="true" /> })}
        >
          {compact ? null : (
            <span className="block text-start leading-tight">
              <span className="block truncate" dir="auto">
                {me.name}
              </span>
              <span className="block truncate text-xs font-normal text-muted" dir="auto">
                {me.tenantName}
              </span>
            </span>
          )}
        </Button>
      }
      items={[
        ...looks.map((look) => ({ ...look, hint: look.id === preference ? t('nav.now') : undefined })),
        { id: 'settings' as const, label: t('nav.settings'), icon: <Settings /> },
        { id: 'out' as const, label: t('settings.signOut'), icon: <LogOut /> },
      ]}
      onAction={act}
    />
  );
}
