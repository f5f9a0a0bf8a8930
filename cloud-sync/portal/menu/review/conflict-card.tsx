import { GitCompareArrows } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../../parts/moments.ts';
import type { ConflictView } from '../draft/draft.ts';
import { isObject } from '../draft/field-changes.ts';
import { fieldLabel, fieldValue } from '../field-words.ts';
import { useMenuWork } from '../menu-context.ts';
import { BothValues } from './both-values.tsx';

export interface ConflictCardProps {
  view: ConflictView;
  onSettle: (keep: 'mine' | 'theirs') => void;
}

/** Somebody else published the same entry meanwhile: both values side by side, and a person decides. */
export function ConflictCard({ view, onSettle }: ConflictCardProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments();
  const { index } = useMenuWork();
  const { conflict, mine, clashes, theirChanges, mergeable } = view;
  const { current } = conflict;
  const writing = { t, locale, index };
  const named = [mine.payload, current?.payload, mine.base].find(isObject)?.['name'];
  const name = typeof named === 'string' ? named : mine.id;
  const said = (pointer: string, value: unknown): string => {
    if (pointer !== '') return fieldValue(pointer, value, writing);
    if (value === null || value === undefined) return t('decide.deleted');
    return isObject(value) && typeof value['name'] === 'string' ? value['name'] : name;
  };
  const shown = [
    ...clashes.map(({ pointer, theirs, mine: ours }) => ({ pointer, theirs, mine: ours, base: null })),
    ...theirChanges.map(({ pointer, after, before }) => ({ pointer, theirs: after, mine: before, base: before })),
  ];
  return (
    <section
      className="overflow-clip rounded-lg border-2 border-warning bg-surface shadow-lift"
      aria-label={t('conflict.title', { name })}
    >
      <header className="flex items-start gap-3 px-5 pt-4 pb-3">
        <GitCompareArrows className="mt-0.5 size-5 shrink-0 text-warning" aria-hidden="true" />
        <div>
          <h2 className="font-semibold" dir="auto">
            {t('conflict.title', { name })}
          </h2>
          <p className="text-sm text-muted">
            {current === null
              ? t('conflict.theyRemoved')
              : mine.payload === null
                ? t('conflict.iRemove', { who: current.changedBy, time: moments.timeOrDate(current.changedAt) })
                : mine.base === null
                  ? t('conflict.bothAdded', { who: current.changedBy })
                  : t(mergeable ? 'conflict.mergeable' : 'conflict.clash', {
                      who: current.changedBy,
                      time: moments.timeOrDate(current.changedAt),
                    })}
          </p>
        </div>
      </header>
      {shown.map(({ pointer, theirs, mine: ours }) => (
        <BothValues
          key={pointer}
          label={pointer === '' ? '' : fieldLabel(pointer, mine.base, mine.payload, writing)}
          values={[
            { title: t('conflict.theirs'), value: said(pointer, theirs) },
            { title: t('conflict.mine'), value: said(pointer, ours) },
          ]}
        />
      ))}
      <footer className="flex flex-wrap gap-2 border-t border-line px-5 py-3">
        <Button variant={mergeable ? 'primary' : 'secondary'} onPress={() => onSettle('mine')}>
          {mergeable
            ? t('conflict.keepBoth')
            : mine.payload === null
              ? t('conflict.removeAnyway')
              : t('conflict.keepMine')}
        </Button>
        <Button variant="secondary" onPress={() => onSettle('theirs')}>
          {t('conflict.keepTheirs')}
        </Button>
      </footer>
    </section>
  );
}
