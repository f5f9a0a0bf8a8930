import { createContext, useCallback, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useMe } from '../../shell/me.ts';
import { useStoresInSight } from '../../shell/stores-in-sight.ts';
import { emptyDraft, readDraft, type Draft } from './draft.ts';

type Drafts = Readonly<Record<string, Draft>>;

interface DraftBook {
  drafts: Drafts;
  change: (storeId: string, next: (draft: Draft) => Draft) => void;
}

const DraftContext = createContext<DraftBook>({ drafts: {}, change: () => undefined });

/** Drafts belong to an owner and a store, and wait in this browser: a reload, a dead battery or another page loses none. */
const placeOf = (ownerId: string, storeId: string): string => `auraconnect.portal.draft.${ownerId}.${storeId}`;

function load(ownerId: string, storeId: string): Draft {
  try {
    return readDraft(localStorage.getItem(placeOf(ownerId, storeId)));
  } catch {
    return emptyDraft;
  }
}

function keep(ownerId: string, storeId: string, draft: Draft): void {
  try {
    if (draft.length === 0) localStorage.removeItem(placeOf(ownerId, storeId));
    else localStorage.setItem(placeOf(ownerId, storeId), JSON.stringify(draft));
  } catch {
    // Storage can be forbidden or full: the draft then lasts as long as the page.
  }
}

export function DraftProvider({ children }: { children: ReactNode }): ReactElement {
  const { ownerId } = useMe();
  const { stores } = useStoresInSight();
  const [touched, setTouched] = useState<Drafts>({});
  const drafts = useMemo(() => {
    const kept = stores.map(({ storeId }) => [storeId, touched[storeId] ?? load(ownerId, storeId)] as const);
    return { ...Object.fromEntries(kept), ...touched };
  }, [ownerId, stores, touched]);
  const change = useCallback(
    (storeId: string, next: (draft: Draft) => Draft) => {
      setTouched((current) => {
        const changed = next(current[storeId] ?? load(ownerId, storeId));
        keep(ownerId, storeId, changed);
        return { ...current, [storeId]: changed };
      });
    },
    [ownerId],
  );
  const book = useMemo(() => ({ drafts, change }), [drafts, change]);
  return <DraftContext.Provider value={book}>{children}</DraftContext.Provider>;
}

export interface UseDraft {
  draft: Draft;
  change: (next: (draft: Draft) => Draft) => void;
}

export function useDraft(storeId: string): UseDraft {
  const { drafts, change } = useContext(DraftContext);
  const changeThis = useCallback((next: (draft: Draft) => Draft) => change(storeId, next), [change, storeId]);
  return { draft: drafts[storeId] ?? emptyDraft, change: changeThis };
}

/** Unpublished changes in the stores in sight. */
export function useDraftCount(): number {
  const { drafts } = useContext(DraftContext);
  const { inScope } = useStoresInSight();
  return inScope.reduce((sum, { storeId }) => sum + (drafts[storeId]?.length ?? 0), 0);
}
