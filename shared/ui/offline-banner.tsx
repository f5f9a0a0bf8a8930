import { CloudOff, TriangleAlert, Unplug } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type OfflineKind = 'internet' | 'appliance' | 'stale' | 'alarm';

export interface OfflineBannerProps {
  /** Which link is gone. `internet` is calm (the store sells on), `appliance` and `stale` warn, `alarm` shouts. */
  kind: OfflineKind;
  /** What is so: "No internet. Sales are kept here and go up when it is back." */
  children: ReactNode;
  /** A Button, or the age of the data. */
  trailing?: ReactNode;
  className?: string | undefined;
}

const look: Record<OfflineKind, { className: string; Icon: typeof CloudOff }> = {
  internet: { className: 'bg-info-soft text-info', Icon: CloudOff },
  appliance: { className: 'bg-warning text-on-warning', Icon: Unplug },
  stale: { className: 'bg-warning text-on-warning', Icon: TriangleAlert },
  alarm: { className: 'bg-danger text-on-danger', Icon: TriangleAlert },
};

/** A strip that says which link is gone and what that means. It stays as long as it is true. */
export function OfflineBanner({ kind, children, trailing, className }: OfflineBannerProps): ReactElement {
  const { className: toneClass, Icon } = look[kind];
  return (
    <div
      role={kind === 'alarm' ? 'alert' : 'status'}
      className={classNames('flex min-h-11 items-center gap-3 px-4 py-2 text-sm font-medium', toneClass, className)}
    >
      <Icon className="size-5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 grow">{children}</span>
      {trailing !== undefined && <span className="shrink-0 tabular-nums">{trailing}</span>}
    </div>
  );
}
