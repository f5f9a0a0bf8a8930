import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { useDraftCount } from '../menu/draft/draft-context.tsx';
import { Brand } from '../parts/brand.tsx';
import { Link } from '../place/link.tsx';
import { usePlace } from '../place/place.ts';
import { useHref } from '../place/store-scope.ts';
import { AccountMenu } from './account-menu.tsx';
import { sectionOf, sections, type Section } from './sections.ts';
import { StoreSwitch } from './store-switch.tsx';
import { useStoresInSight } from './stores-in-sight.ts';

/** What waits for a person in a section: menu changes that nobody published, alarms and stores that fell silent. */
function useWaiting(): Partial<Record<Section['id'], { count: number; words: string; alarming: boolean }>> {
  const { t } = useTranslation();
  const { stores } = useStoresInSight();
  const drafted = useDraftCount();
  const alarms = stores.reduce((sum, store) => sum + store.alarmCount + store.quarantinedCount, 0);
  return {
    ...(drafted > 0 && { menu: { count: drafted, words: t('nav.drafted', { count: drafted }), alarming: false } }),
    ...(alarms > 0 && { stores: { count: alarms, words: t('nav.alarms', { count: alarms }), alarming: true } }),
  };
}

/** On a desk: the sections down the inline start. */
export function NavigationRail(): ReactElement {
  const { t } = useTranslation();
  const here = sectionOf(usePlace().path);
  const href = useHref();
  const waiting = useWaiting();
  return (
    <header className="sticky top-0 hidden h-dvh flex-col gap-5 border-e border-line bg-surface px-3 py-4 md:flex">
      <div className="px-2 pt-1">
        <Brand />
      </div>
      <StoreSwitch />
      <nav aria-label={t('nav.label')} className="min-h-0 grow overflow-y-auto">
        <ul className="flex flex-col gap-0.5">
          {sections.map(({ id, path, Icon }) => {
            const current = here?.id === id;
            const mark = waiting[id];
            return (
              <li key={id}>
                <Link
                  href={href(path)}
                  aria-current={current ? 'page' : undefined}
                  className={classNames(
                    'flex min-h-11 items-center gap-3 rounded-md px-3 text-sm font-medium -outline-offset-2 transition-colors [&_svg]:size-5 [&_svg]:shrink-0',
                    current ? 'bg-sunken text-ink [&_svg]:text-accent' : 'text-muted hover:bg-canvas hover:text-ink',
                  )}
                >
                  <Icon aria-hidden="true" />
                  <span className="min-w-0 grow truncate">{t(`nav.${id}`)}</span>
                  {mark !== undefined && <Mark {...mark} />}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <AccountMenu />
    </header>
  );
}

function Mark({ count, words, alarming }: { count: number; words: string; alarming: boolean }): ReactElement {
  return (
    <span
      className={classNames(
        'min-w-6 rounded-full px-1.5 text-center text-xs leading-5 font-semibold tabular-nums',
        alarming ? 'bg-danger text-on-danger' : 'bg-accent text-on-accent',
      )}
    >
      <span aria-hidden="true">{count}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}

/** On a phone: the same along the foot, under the thumb; settings are in the account menu. */
export function NavigationBar(): ReactElement {
  const { t } = useTranslation();
  const here = sectionOf(usePlace().path);
  const href = useHref();
  const waiting = useWaiting();
  return (
    <nav
      aria-label={t('nav.label')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {sections
          .filter(({ id }) => id !== 'settings')
          .map(({ id, path, Icon }) => {
            const current = here?.id === id;
            const mark = waiting[id];
            return (
              // A long word takes the room that a short one leaves: no name is cut in any language.
              <li key={id} className="min-w-0 flex-auto">
                <Link
                  href={href(path)}
                  aria-current={current ? 'page' : undefined}
                  className={classNames(
                    'relative flex min-h-14 flex-col items-center justify-center gap-0.5 px-0.5 text-xs font-medium tracking-tight -outline-offset-3',
                    current ? 'text-accent' : 'text-muted',
                  )}
                >
                  <span className={classNames('rounded-full px-4 py-0.5', current && 'bg-accent-soft')}>
                    <Icon aria-hidden="true" className="size-5" />
                  </span>
                  <span className="max-w-full truncate">{t(`nav.${id}`)}</span>
                  {mark !== undefined && (
                    <span className="absolute start-1/2 top-0.5 ms-2">
                      <Mark {...mark} />
                    </span>
                  )}
                </Link>
              </li>
            );
          })}
      </ul>
    </nav>
  );
}
