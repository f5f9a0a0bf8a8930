import { CircleAlert, Info, Lock } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { softToneClass } from './tone.ts';

export interface NoticeProps {
  tone: 'info' | 'danger' | 'warning';
  locked?: boolean | undefined;
  children: ReactNode;
}

/** Something that must not be missed and stays as long as it is true. */
export function Notice({ tone, locked = false, children }: NoticeProps): ReactElement {
  const Icon = locked ? Lock : tone === 'info' ? Info : CircleAlert;
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classNames('flex items-start gap-3 rounded-lg p-4 text-sm font-medium', softToneClass[tone])}
    >
      <Icon className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}

/** Several sentences, each a line of its own. */
export function Sentences({ list }: { list: readonly string[] }): ReactElement | null {
  if (list.length === 0) return null;
  return (
    <Notice tone="danger">
      <ul className="flex flex-col gap-1">
        {list.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
