import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { usePlace } from '../place/place.ts';
import { useSession, useSessionState } from '../session/use-session.ts';
import { FullPageSkeleton } from '../shell/full-page-skeleton.tsx';
import { GateFrame } from './gate-frame.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignUpForm } from './sign-up-form.tsx';

const Shell = lazy(() => import('../shell/shell.tsx').then(({ Shell: component }) => ({ default: component })));

/** Signed in or not. The address stays where it was, so that signing in again leads back to the same view. */
export function Gate(): ReactElement {
  const state = useSessionState();
  switch (state.kind) {
    case 'starting':
      return <FullPageSkeleton />;
    case 'unreachable':
      return <Unreachable supportCode={state.fault.supportCode} />;
    case 'out':
      return <Door because={state.because} />;
    case 'in':
      return (
        <Suspense fallback={<FullPageSkeleton />}>
          <Shell me={state.me} />
        </Suspense>
      );
  }
}

function Door({ because }: { because: 'nobody' | 'over' | 'left' }): ReactElement {
  const { path } = usePlace();
  return (
    <GateFrame>{path === '/sign-up' ? <SignUpForm /> : <SignInForm sessionOver={because === 'over'} />}</GateFrame>
  );
}

function Unreachable({ supportCode }: { supportCode: string }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const [retrying, setRetrying] = useState(false);
  return (
    <GateFrame>
      <ErrorState
        className="px-0"
        title={t('gate.unreachable')}
        stillWorks={t('gate.unreachableStillWorks')}
        whatToDo={t('gate.unreachableDo')}
        supportCode={supportCode}
        retrying={retrying}
        onRetry={() => {
          setRetrying(true);
          void session.start().finally(() => setRetrying(false));
        }}
      />
    </GateFrame>
  );
}
