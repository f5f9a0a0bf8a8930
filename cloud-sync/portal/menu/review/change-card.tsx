import { ArrowRight, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import type { MenuPreview } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import type { Tone } from '@auraconnect/shared/ui/tone.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { changeOf, withoutChange } from '../draft/draft.ts';
import { fieldLabel, fieldValue } from '../field-words.ts';
import { useMenuWork } from '../menu-context.ts';

type Change = MenuPreview['changes'][number];
const toneOf: Record<Change['kind'], Tone> = { add: 'positive', change: 'accent', remove: 'danger', same: 'neutral' };

/** One entry that changes: field by field, what was and what will be. */
export function ChangeCard({ change }: { change: Change }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { index, draft, change: changeDraft } = useMenuWork();
  const { entity, id, name, kind, fields } = change;
  const key = { entity: entity as CatalogueEntity, id };
  const mine = changeOf(draft, key);
  const writing = { t, locale, index };
  function undo(): void {
    const before = draft;
    changeDraft((current) => withoutChange(current, key));
    toasts.show({
      message: t('review.takenBack', { name }),
      action: { label: t('menu.bringBack'), onAction: () => changeDraft(() => before) },
    });
  }
  return (
    <section className="overflow-clip rounded-lg border border-line bg-surface shadow-lift">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5 ps-5 pe-2">
        <h2 className="min-w-0 truncate font-semibold" dir="auto">
          {name}
        </h2>
        <span className="text-sm text-muted">{t(`entity.${entity}`, { defaultValue: entity })}</span>
        <Badge tone={toneOf[kind]}>{t(`review.kind_${kind}`)}</Badge>
        <Button variant="quiet" icon={<Undo2 className="rtl:-scale-x-100" />} className="ms-auto" onPress={undo}>
          {t('review.takeBack')}
        </Button>
      </header>
      {fields.length > 0 && (
        <dl className="px-5 py-2">
          {fields.map(({ pointer, before, after }) => (
            <div
              key={pointer}
              className="grid gap-x-6 gap-y-1 border-b border-line py-2.5 text-sm last:border-b-0 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]"
            >
              <dt className="text-muted" dir="auto">
                {fieldLabel(pointer, mine?.base ?? null, mine?.payload ?? null, writing)}
              </dt>
              <dd className="flex flex-wrap items-baseline gap-x-3 gap-y-1 tabular-nums">
                {kind !== 'add' && (
                  <>
                    <span className="text-muted line-through" dir="auto">
                      <VisuallyHidden>{t('review.before')} </VisuallyHidden>
                      {fieldValue(pointer, before, writing)}
                    </span>
                    <ArrowRight
                      className="size-4 shrink-0 self-center text-subtle rtl:-scale-x-100"
                      aria-hidden="true"
                    />
                  </>
                )}
                <span className="font-semibold" dir="auto">
                  <VisuallyHidden>{t('review.after')} </VisuallyHidden>
                  {fieldValue(pointer, after, writing)}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {kind === 'remove' && <p className="px-5 py-3 text-sm text-muted">{t('review.goes')}</p>}
      {kind === 'add' && fields.length === 0 && mine?.payload != null && <NewEntry payload={mine.payload} />}
    </section>
  );
}

/** Worth reading before a new entry goes out; the rest is in its editor. */
const shownOfNew = [
  'categoryId',
  'variants',
  'modifiers',
  'modifierGroupIds',
  'taxCategoryId',
  'rate',
  'taxCategoryIds',
  'stationIds',
];

function NewEntry({ payload }: { payload: Record<string, unknown> }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { index } = useMenuWork();
  const writing = { t, locale, index };
  return (
    <dl className="px-5 py-2 text-sm">
      {shownOfNew
        .filter((field) => payload[field] !== undefined)
        .map((field) => (
          <div
            key={field}
            className="grid gap-x-6 border-b border-line py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]"
          >
            <dt className="text-muted">{t(`field.${field}`, { defaultValue: field })}</dt>
            <dd className="font-semibold tabular-nums" dir="auto">
              {fieldValue(`/${field}`, payload[field], writing)}
            </dd>
          </div>
        ))}
    </dl>
  );
}
