import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  MenuConflict,
  MenuEdit,
  MenuPreview,
  MenuProblem,
  MenuPublished,
} from '@auraconnect/shared/protocol/portal-api.ts';
import type { ApiFault } from '../../session/api-fault.ts';
import { useSession } from '../../session/use-session.ts';

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Somebody may publish while the preview is being read: it is asked again so often. */
const lookAgainMs = 10_000;

/** What will change where, as the cloud sees it now. */
export function usePreview(edit: MenuEdit): UseQueryResult<MenuPreview, ApiFault> {
  const session = useSession();
  return useQuery<MenuPreview, ApiFault>({
    queryKey: ['/menu/preview', edit],
    queryFn: async ({ signal }) =>
      (await (await session.fetch('/menu/preview', { ...post(edit), signal })).json()) as MenuPreview,
    enabled: edit.changes.length > 0,
    staleTime: 0,
    refetchInterval: lookAgainMs,
    placeholderData: (last) => last,
  });
}

export function usePublish(
  onPublished: (published: MenuPublished) => void,
): UseMutationResult<MenuPublished, ApiFault, MenuEdit> {
  const session = useSession();
  const queries = useQueryClient();
  return useMutation<MenuPublished, ApiFault, MenuEdit>({
    mutationFn: async (edit) => (await (await session.fetch('/menu/publish', post(edit))).json()) as MenuPublished,
    onSuccess: async (published) => {
      onPublished(published);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['/menu'] }),
        queries.invalidateQueries({ queryKey: ['/menu/publications'] }),
      ]);
    },
    onError: () => queries.invalidateQueries({ queryKey: ['/menu/preview'] }),
  });
}

/** Conflicts that came with a refused publication; the same shape as in a preview. */
export function conflictsOf(fault: ApiFault | null): MenuConflict[] {
  const conflicts = fault?.data['conflicts'];
  return Array.isArray(conflicts) ? (conflicts as MenuConflict[]) : [];
}

export function problemsOf(fault: ApiFault | null): MenuProblem[] {
  const problems = fault?.data['problems'];
  return Array.isArray(problems) ? (problems as MenuProblem[]) : [];
}
