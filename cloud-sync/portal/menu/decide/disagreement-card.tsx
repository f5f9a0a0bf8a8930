import { GitCompareArrows } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MenuDisagreement, SideOfDisagreement } from '@auraconnect/shared/protocol/portal-api.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { sentenceOf } from '../../parts/fault-words.ts';
import { useMoments } from '../../parts/moments.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { isObject } from '../draft/field-changes.ts';
import { fieldLabel, fieldValue } from '../field-words.ts';
import { useMenuWork } from '../menu-context.ts';
import { BothValues } from '../review/both-values.tsx';
import { useDecide } from './use-deciding.ts';

/** A field that the store and the portal changed differently: both values, whose they are, and which one counts until somebody says. */
export function DisagreementCard({ disagreement }: { disagreement: MenuDisagreement }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments();
  const { index, storeId, entries } = useMenuWork();
  const decide = useDecide();
  const { disagreementId, entity, id, name, path, rule, kept, store, cloud } = disagreement;
  const payload = entries.find((entry) => entry.entity === entity && entry.id === id)?.payload ?? null;
  const writing = { t, locale, index };
  const said = ({ value }: SideOfDisagreement): string => {
    if (path !== '') return fieldValue(path, value, writing);
    if (value === undefined) return t('decide.deleted');
    return isObject(value) && typeof value['name'] === 'string' ? value['name'] : name;
  };
  const shown = (side: SideOfDisagreement, who: 'store' | 'cloud') => ({
    title: t(kept === who ? 'decide.countsNow' : 'decide.other'),
    value: said(side),
    note: t(who === 'store' ? 'decide.atStore' : 'decide.inPortal', { who: side.by, time: moments.dateTime(side.at) }),
    strong: kept === who,
  });
  const values = [shown(store, 'store'), shown(cloud, 'cloud')];
  const decided = (decision: 'keep' | 'use-other') => () => decide.mutate({ storeId, disagreementId, decision });
  return (
    <section
      className="overflow-clip rounded-lg border-2 border-warning bg-surface shadow-lift"
      aria-label={t('decide.title', { name })}
    >
      <header className="flex items-start gap-3 px-5 pt-4 pb-3">
        <GitCompareArrows className="mt-0.5 size-5 shrink-0 text-warning" aria-hidden="true" />
        <div className="min-w-0">
          <h2 className="font-semibold break-words" dir="auto">
            {name}
          </h2>
          <p className="text-sm text-muted">{t(`decide.rule_${rule}`)}</p>
        </div>
      </header>
      <BothValues
        label={
          path === '' ? t(`entity.${entity}`, { defaultValue: entity }) : fieldLabel(path, payload, payload, writing)
        }
        values={kept === 'store' ? values : values.toReversed()}
      />
      {decide.error !== null && (
        <div className="px-5 pb-3">
          <ProblemNote supportCode={decide.error.supportCode}>{sentenceOf(decide.error, t)}</ProblemNote>
        </div>
      )}
      <footer className="flex flex-wrap gap-2 border-t border-line px-5 py-3">
        <Button busy={decide.isPending} onPress={decided('keep')}>
          {t('decide.keep')}
        </Button>
        <Button variant="secondary" disabled={decide.isPending} onPress={decided('use-other')}>
          {t('decide.useOther')}
        </Button>
      </footer>
    </section>
  );
}
