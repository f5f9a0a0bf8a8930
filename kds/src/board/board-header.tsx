import { LayoutGrid, ListTree, Volume2, VolumeOff, VolumeX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatElapsed } from '@auraconnect/shared/ui/format.ts';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { ThemeSwitch } from '@auraconnect/shared/ui/theme-switch.tsx';
import type { Freshness } from '../link/freshness.ts';
import type { SoundState } from './sound.ts';

export interface BoardHeaderProps {
  title: string;
  openCount: number;
  averageSeconds: number | null;
  fresh: Freshness;
  sound: SoundState;
  pendingTaps: number;
  allDayShown: boolean;
  onSound(): void;
  onAllDay(): void;
  onLeave(): void;
}

/** Station, open tickets, average time, sound, and how old the board is: always there, never blinking for nothing. */
export function BoardHeader(props: BoardHeaderProps): ReactElement {
  const { title, openCount, averageSeconds, fresh, sound, pendingTaps, allDayShown } = props;
  const { t } = useTranslation();
  const SoundIcon = sound === 'on' ? Volume2 : sound === 'off' ? VolumeX : VolumeOff;
  const seconds = fresh.ageMs === null ? null : Math.floor(fresh.ageMs / 1000);
  return (
    <header className="flex min-h-16 items-center gap-4 border-b border-line bg-surface px-4">
      <IconButton
        label={t('header.views')}
        icon={<LayoutGrid aria-hidden="true" />}
        size="lg"
        variant="quiet"
        onPress={props.onLeave}
      />
      <h1 className="min-w-0 truncate text-lg font-semibold" dir="auto">
        {title}
      </h1>
      <p className="text-base whitespace-nowrap tabular-nums">{t('header.open', { count: openCount })}</p>
      {averageSeconds !== null && (
        <p className="hidden text-sm whitespace-nowrap text-muted tabular-nums lg:block">
          {t('header.average', { time: formatElapsed(averageSeconds * 1000) })}
        </p>
      )}
      <span className="grow" />
      {pendingTaps > 0 && (
        <p className="text-sm whitespace-nowrap text-muted">{t('header.pending', { count: pendingTaps })}</p>
      )}
      <p
        data-freshness={fresh.level}
        className={classNames(
          'text-sm whitespace-nowrap tabular-nums',
          fresh.level === 'fresh' ? 'text-muted' : 'font-semibold text-warning',
        )}
      >
        <StatusDot
          status={
            fresh.level === 'fresh'
              ? seconds === null
                ? 'busy'
                : 'ok'
              : fresh.level === 'stale'
                ? 'warning'
                : 'danger'
          }
          label={
            seconds === null
              ? t('header.connecting')
              : seconds < 5
                ? t('header.live')
                : t('header.age', { count: seconds })
          }
        />
      </p>
      <ThemeSwitch compact />
      <IconButton
        label={t(`sound.${sound}`)}
        icon={<SoundIcon aria-hidden="true" />}
        size="lg"
        variant={sound === 'blocked' ? 'secondary' : 'quiet'}
        onPress={props.onSound}
      />
      <IconButton
        label={t('header.allDay')}
        icon={<ListTree aria-hidden="true" />}
        size="lg"
        variant={allDayShown ? 'secondary' : 'quiet'}
        onPress={props.onAllDay}
      />
    </header>
  );
}
