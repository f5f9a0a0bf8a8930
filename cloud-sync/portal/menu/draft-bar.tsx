import { PencilLine } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { goTo } from '../place/place.ts';
import { useHref } from '../place/store-scope.ts';
import { emptyDraft } from './draft/draft.ts';
import { useMenuWork } from './menu-context.ts';

/** What waits to be published stays in sight while one goes on editing. */
export function DraftBar(): ReactElement | null {
  const { t } = useTranslation();
  const href = useHref();
  const { draft, change } = useMenuWork();
  if (draft.length === 0) return null;
  function discard(): void {
    const kept = draft;
    change(() => emptyDraft);
    toasts.show({
      message: t('menu.discarded', { count: kept.length }),
      action: { label: t('menu.bringBack'), onAction: () => change(() => kept) },
    });
  }
  return (
    <div className="sticky bottom-18 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-inverse px-4 py-3 text-on-inverse shadow-float md:bottom-4">
      <p className="flex min-w-0 grow items-center gap-3 text-sm">
        <PencilLine className="size-5 shrink-0" aria-hidden="true" />
        <span>
          <strong className="font-semibold">{t('menu.drafted', { count: draft.length })}</strong>{' '}
          {t('menu.draftedHint')}
        </span>
      </p>
      <div className="flex gap-2">
        <Button variant="quiet" className="text-on-inverse! data-hovered:bg-on-inverse/15!" onPress={discard}>
          {t('menu.discard')}
        </Button>
        <Button variant="primary" onPress={() => goTo(href('/menu/review'))}>
          {t('menu.review')}
        </Button>
      </div>
    </div>
  );
}
