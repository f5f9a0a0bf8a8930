import { ChefHat, Flame, Layers, MonitorUp } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { LanguageMenu } from '@auraconnect/shared/ui/language-menu.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { StaleFrame } from './board/stale-frame.tsx';
import { useFresh } from './board/use-fresh.ts';
import type { BoardLink } from './link/board-link.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';

/** What should this glass show? Asked once; the board's menu leads back here. */
export function ViewChooser({
  link,
  storeName,
  onChoose,
}: {
  link: BoardLink;
  storeName: string;
  onChoose: (view: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const catalogue = useSignal(link.catalogue);
  const fresh = useFresh(link);
  return (
    <StaleFrame fresh={fresh} whatToDo={t('stale.do')} onRetry={() => link.retryNow()}>
      <main className="mx-auto flex h-full w-full max-w-5xl flex-col gap-8 overflow-auto p-8">
        <header className="flex items-start gap-4">
          <div className="min-w-0 grow">
            <p className="text-base text-muted" dir="auto">
              {storeName}
            </p>
            <h1 className="text-xl font-semibold">{t('chooser.title')}</h1>
          </div>
          <LanguageMenu size="lg" />
        </header>
        <section className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3" aria-label={t('chooser.stations')}>
          {catalogue === null && (
            <SkeletonGroup className="contents">
              <Skeleton className="h-24" />
              <Skeleton className="h-24" />
              <Skeleton className="h-24" />
            </SkeletonGroup>
          )}
          {catalogue?.stations.map((station) => (
            <Button
              key={station.id}
              variant="secondary"
              size="xl"
              className="h-24"
              fullWidth
              icon={<Flame aria-hidden="true" />}
              onPress={() => onChoose(station.id)}
            >
              <span className="line-clamp-2 break-words" dir="auto">
                {station.name}
              </span>
            </Button>
          ))}
          <Button
            variant="secondary"
            size="xl"
            className="h-24"
            fullWidth
            icon={<Layers aria-hidden="true" />}
            onPress={() => onChoose('all')}
          >
            {t('chooser.all')}
          </Button>
        </section>
        <section className="grid gap-4 sm:grid-cols-2" aria-label={t('chooser.pass')}>
          <Button
            size="xl"
            className="h-24"
            fullWidth
            icon={<ChefHat aria-hidden="true" />}
            onPress={() => onChoose('expo')}
          >
            {t('chooser.expo')}
          </Button>
          <Button
            size="xl"
            className="h-24"
            fullWidth
            icon={<MonitorUp aria-hidden="true" />}
            onPress={() => onChoose('ready')}
          >
            {t('chooser.ready')}
          </Button>
        </section>
      </main>
    </StaleFrame>
  );
}
