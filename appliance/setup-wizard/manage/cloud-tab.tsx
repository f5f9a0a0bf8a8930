import { Cloud } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { boxRetiredCode } from '@auraconnect/shared/protocol/sync.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { ErrorState } from '@auraconnect/shared/ui/error-state.tsx';
import { formatDateTime, formatNumber } from '@auraconnect/shared/ui/format.ts';
import { StatusDot, type Status } from '@auraconnect/shared/ui/status-dot.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { codeOf, sentenceOf } from '../link/fault.ts';
import { claimStore } from '../link/setup-api.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { claimProblems } from '../new-store/answers.ts';
import { ClaimFields } from '../parts/claim-fields.tsx';
import { useStore } from '../store/store-context.ts';

/** Whose store this is and how far its journal has gone up; or how to join the cloud. */
export function CloudTab(): ReactElement {
  const { answer } = useStore();
  return answer.claimed ? <CloudState /> : <JoinCloud />;
}

const dots: Readonly<Record<string, Status>> = {
  connected: 'ok',
  offline: 'warning',
  refused: 'danger',
  unclaimed: 'off',
};

function CloudState(): ReactElement {
  const { t } = useTranslation();
  const { locale, timeZone } = useUiSettings();
  const { link } = useStore();
  const cloud = useSignal(link.status)?.cloud;
  return (
    <Card title={t('cloud.joined')} description={t('cloud.joinedText')}>
      {cloud === undefined ? (
        <p className="text-sm text-muted">{t('cloud.asking')}</p>
      ) : (
        <dl className="grid gap-4 sm:grid-cols-3">
          <Fact label={t('cloud.link')}>
            <StatusDot status={dots[cloud.state] ?? 'off'} label={t(`cloud.state.${cloud.state}`)} />
          </Fact>
          <Fact label={t('cloud.pending')}>{formatNumber(cloud.pendingEvents, locale)}</Fact>
          <Fact label={t('cloud.lastContact')}>
            {cloud.lastContactAt === null ? t('cloud.never') : formatDateTime(cloud.lastContactAt, timeZone, locale)}
          </Fact>
        </dl>
      )}
      {cloud?.state === 'refused' && (
        <ErrorState
          title={t(cloud.reasonCode === boxRetiredCode ? 'cloud.retired' : 'cloud.refused')}
          supportCode={cloud.reason ?? undefined}
          stillWorks={t('cloud.stillWorks')}
        />
      )}
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactElement | string }): ReactElement {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="mt-1 text-base tabular-nums">{children}</dd>
    </div>
  );
}

function JoinCloud(): ReactElement {
  const { t } = useTranslation();
  const { link, person } = useStore();
  const [cloudUrl, setCloudUrl] = useState('');
  const [claimCode, setClaimCode] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const problems = claimProblems({ cloudUrl, claimCode });

  const join = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    setBusy(true);
    setFault(null);
    try {
      const { tenantName } = await claimStore(
        link.api,
        { cloudUrl: cloudUrl.trim(), claimCode: claimCode.trim() },
        person.staffToken,
      );
      await link.refresh();
      toasts.show({ message: t('cloud.done', { name: tenantName }), tone: 'positive' });
    } catch (problem) {
      setFault(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card title={t('cloud.title')} description={t('cloud.text')}>
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <ClaimFields
          cloudUrl={cloudUrl}
          claimCode={claimCode}
          problems={tried ? problems : {}}
          onChange={(part) => {
            if (part.cloudUrl !== undefined) setCloudUrl(part.cloudUrl);
            if (part.claimCode !== undefined) setClaimCode(part.claimCode);
          }}
        />
        <p className="text-sm text-muted">{t('cloud.what')}</p>
        {fault !== null && (
          <ErrorState title={sentenceOf(fault, t)} stillWorks={t('cloud.stillWorks')} supportCode={codeOf(fault)} />
        )}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          busy={busy}
          icon={<Cloud aria-hidden="true" />}
          className="self-stretch sm:self-start"
        >
          {t('cloud.join')}
        </Button>
      </form>
    </Card>
  );
}
