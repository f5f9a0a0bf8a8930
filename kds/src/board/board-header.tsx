import { LayoutGrid, ListTree, Volume2, VolumeOff, VolumeX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatElapsed } from '@auraconnect/shared/ui/format.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { LanguageMenu } from '@auraconnect/shared/ui/language-menu.tsx';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { ThemeSwitch } from '@auraconnect/shared/ui/theme-switch.tsx';
import type { Freshness } from '../link/freshness.ts';
import type { SoundState } from './sound.ts';

export interface BoardHeaderProps {
  title: string;
  /** "6 tickets"; empty until the appliance has spoken */
  openText: string;
  averageSeconds: number | null;
  fresh: Freshness;
  sound: SoundState;
  pendingTaps: number;
  /** What the printers of this view have to say; nothing when all is well. */
  notice: ReactElement | null;
  allDayShown: boolean;
  onSound(): void;
  onAllDay(): void;
  onLeave(): void;
}

const soundIcon = { on: Volume2, off: VolumeX, blocked: VolumeOff } as const;

/** Station, open tickets, average time, sound, and how old the board is: always there, never blinking for nothing. */
export function BoardHeader(props: BoardHeaderProps): ReactElement {
  const { title, openText, averageSeconds, fresh, sound, pendingTaps, allDayShown } = props;
  const { t } = useTranslation();
  const SoundIcon = soundIcon[sound];
  return (
    <header className="flex min-h-16 items-center gap-4 border-b border-line bg-surface px-4 py-1">
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
      <p className="text-base font-medium whitespace-nowrap tabular-nums">{openText}</p>
      {props.notice === null && (
        <p className="text-base whitespace-nowrap text-muted tabular-nums">
          {t('header.average', { time: averageSeconds === null ? '–' : formatElapsed(averageSeconds * 1000) })}
        </p>
      )}
      {props.notice ?? <span className="grow" />}
      {pendingTaps > 0 && (
        <p className="text-sm whitespace-nowrap text-muted tabular-nums">
          {t('header.pending', { count: pendingTaps })}
        </p>
      )}
      <BoardAge fresh={fresh} />
      <Button
        size="lg"
        variant={sound === 'on' ? 'quiet' : 'secondary'}
        icon={<SoundIcon aria-hidden="true" />}
        className="shrink-0 whitespace-nowrap"
        onPress={props.onSound}
      >
        {t(`sound.${sound}`)}
      </Button>
      <IconButton
        label={t('header.allDay')}
        icon={<ListTree aria-hidden="true" />}
        size="lg"
        variant={allDayShown ? 'secondary' : 'quiet'}
        onPress={props.onAllDay}
      />
      <LanguageMenu compact size="lg" />
      <ThemeSwitch compact className="shrink-0" />
    </header>
  );
}

const ageLook = {
  fresh: 'text-muted',
  stale: 'bg-warning font-semibold text-on-warning',
  alarm: 'bg-danger font-semibold text-on-danger',
} as const;

function BoardAge({ fresh: { level, ageMs } }: { fresh: Freshness }): ReactElement {
  const { t } = useTranslation();
  const seconds = ageMs === null ? null : Math.floor(ageMs / 1000);
  const text =
    seconds === null
      ? t('header.connecting')
      : level === 'fresh'
        ? t('header.live', { count: seconds })
        : t('header.age', { count: seconds });
  return (
    <p
      data-freshness={level}
      className={classNames('flex items-center rounded-md px-2 py-1 whitespace-nowrap tabular-nums', ageLook[level])}
    >
      {level === 'fresh' ? <StatusDot status={seconds === null ? 'busy' : 'ok'} label={text} /> : text}
    </p>
  );
}
