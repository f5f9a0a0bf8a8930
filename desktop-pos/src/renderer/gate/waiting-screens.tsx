import { Button } from '@auraconnect/shared/ui/button.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';
import { useEffect, useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';
import { ApplianceField } from './appliance-field.tsx';
import { GateFrame } from './gate-frame.tsx';

const patienceMs = 3_000;

/** The shape of the till, until it knows its store. After a while it says what it is waiting for. */
export function StartingScreen({ address, onRetry }: { address: string; onRetry: () => void }): ReactElement {
  const t = useWords();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (isLate) {
    return (
      <GateFrame title={t('startLateTitle')}>
        <ErrorState
          title={t('startLate')}
          stillWorks={t('startLateStill')}
          whatToDo={t('startLateDo', { address })}
          supportCode="store_unreachable"
          onRetry={onRetry}
          className="p-0"
        />
        <ApplianceField address={address} />
      </GateFrame>
    );
  }
  return (
    <SkeletonGroup className="flex h-full flex-col gap-3 bg-canvas p-3">
      <Skeleton className="h-14 w-full" />
      <div className="flex min-h-0 grow gap-3">
        <Skeleton className="hidden h-full w-48 lg:block" />
        <div className="grid grow auto-rows-[6rem] grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-4">
          {Array.from({ length: 16 }, (_, index) => (
            <Skeleton key={index} className="h-full w-full" />
          ))}
        </div>
        <Skeleton className="hidden h-full w-96 md:block" />
      </div>
    </SkeletonGroup>
  );
}

/** Two tabs would count the same stream twice, so the second one rests. */
export function ElsewhereScreen({ onTakeOver }: { onTakeOver: () => void }): ReactElement {
  const t = useWords();
  return (
    <GateFrame title={t('elsewhereTitle')}>
      <p className="text-muted">{t('elsewhere')}</p>
      <Button variant="primary" size="lg" onPress={onTakeOver}>
        {t('elsewhereDo')}
      </Button>
    </GateFrame>
  );
}

/** The appliance no longer knows this device. What it had not yet said is kept until a person lets it go. */
export function RefusedScreen({
  pendingCount,
  onPairAgain,
}: {
  pendingCount: number;
  onPairAgain: () => void;
}): ReactElement {
  const t = useWords();
  return (
    <GateFrame title={t('refusedTitle')}>
      <ErrorState
        title={t('refused')}
        stillWorks={pendingCount > 0 ? t('refusedPending', { count: pendingCount }) : t('refusedStill')}
        whatToDo={t('refusedDo')}
        supportCode="device_revoked"
        actions={
          <Button variant="primary" onPress={onPairAgain}>
            {t('refusedPair')}
          </Button>
        }
        className="p-0"
      />
    </GateFrame>
  );
}
