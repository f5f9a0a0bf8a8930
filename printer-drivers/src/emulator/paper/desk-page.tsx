import { Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { LanguageMenu } from '@auraconnect/shared/ui/language-menu.tsx';
import { OfflineBanner } from '@auraconnect/shared/ui/offline-banner.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { StatusDot } from '@auraconnect/shared/ui/status-dot.tsx';
import { ThemeSwitch } from '@auraconnect/shared/ui/theme-switch.tsx';
import { Noises } from './desk/noises.ts';
import { emptyRoll } from './desk/roll.ts';
import { useDesk, useDeskState } from './desk/use-desk.ts';
import { PrinterStrip } from './strip/printer-strip.tsx';

/** The desk: one strip of paper per printer side by side; on a phone one at a time. */
export function DeskPage(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const { phase, printers, rolls } = useDeskState();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = printers.find(({ id }) => id === chosenId) ?? printers[0];
  return (
    <div className="desk">
      <header className="flex items-center gap-x-3 px-4 py-3 md:gap-x-4 md:px-6">
        <div className="min-w-0 grow">
          <h1 className="text-lg font-semibold">{t('title')}</h1>
          <p className="text-sm text-muted max-md:hidden">{t('subtitle')}</p>
        </div>
        <StatusDot
          status={phase === 'live' ? 'ok' : phase === 'loading' ? 'busy' : 'danger'}
          label={phase === 'live' ? t('live') : t('connecting')}
        />
        <SoundSwitch />
        <LanguageMenu compact />
        {/* A phone follows its owner's own setting, and has no room for more. */}
        <ThemeSwitch compact className="max-md:hidden" />
      </header>
      {phase === 'lost' && <OfflineBanner kind="stale">{t('lost')}</OfflineBanner>}
      {phase === 'unreachable' && (
        <ErrorState
          title={t('unreachable')}
          whatToDo={t('unreachableDo')}
          supportCode="paper.emulator_unreachable"
          onRetry={desk.retry}
        />
      )}
      {phase === 'loading' && <LoadingDesk />}
      {printers.length > 1 && chosen !== undefined && (
        <div className="px-4 pb-3 md:hidden">
          <RadioGroup
            label={t('printers')}
            labelHidden
            fullWidth
            value={chosen.id}
            onChange={setChosenId}
            options={printers.map(({ id, name }) => ({ id, label: name }))}
          />
        </div>
      )}
      <main className="desk-strips">
        {printers.map((printer) => (
          <PrinterStrip
            key={printer.id}
            printer={printer}
            roll={rolls[printer.id] ?? emptyRoll}
            shownOnPhone={printer === chosen}
          />
        ))}
      </main>
    </div>
  );
}

function SoundSwitch(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const [noises] = useState(() => new Noises());
  const [on, setOn] = useState(false);
  useEffect(() => desk.onNoise((noise) => noises.make(noise)), [desk, noises]);
  return (
    <IconButton
      label={on ? t('soundOn') : t('soundOff')}
      icon={on ? <Volume2 /> : <VolumeX />}
      onPress={() => void noises.turn(!on).then(() => setOn(noises.on))}
    />
  );
}

function LoadingDesk(): ReactElement {
  return (
    <SkeletonGroup>
      <div className="desk-strips animate-late">
        {[0, 1, 2].map((strip) => (
          <div key={strip} className="flex flex-col items-center gap-4 max-md:nth-[n+2]:hidden">
            <Skeleton className="h-28 w-full" />
            <Skeleton className="h-96 w-11/12" />
          </div>
        ))}
      </div>
    </SkeletonGroup>
  );
}
