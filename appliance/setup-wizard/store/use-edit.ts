import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import { type CatalogueEdit, validateEdits } from '@auraconnect/shared/menu/validate-catalogue.ts';
import type { CommandPayload } from '@auraconnect/shared/protocol/command.ts';
import { problemSentence, sentenceOf, sentencesOf } from '../link/fault.ts';
import { useStore } from './store-context.ts';

export interface Put {
  entity: CatalogueEntity;
  id: string;
  payload: object;
}

/** Fields of an entry by name. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Edit {
  busy: boolean;
  /** What keeps it from being saved, a sentence each; empty when it is saved. */
  put(entries: readonly Put[]): Promise<string[]>;
  /** These fields alone: what somebody else changes meanwhile stays theirs, and a claimed store is asked for nothing but them. */
  change(entity: CatalogueEntity, id: string, fields: Fields): Promise<string[]>;
  remove(entity: CatalogueEntity, id: string): Promise<string[]>;
}

const signedOut: ReadonlySet<string> = new Set(['sign_in_needed', 'staff_token_expired', 'staff_token_invalid']);

/** Edits of the catalogue: checked here by the trade's own rules, then sent as commands and answered by the appliance. */
export function useEdit(): Edit {
  const { link, person, answer, signOut } = useStore();
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const { entries } = answer;
  const { staffToken } = person;

  const send = useCallback(
    async (
      edits: readonly CatalogueEdit[],
      request:
        | { type: 'catalogue.put'; payload: CommandPayload<'catalogue.put'> }
        | { type: 'catalogue.edit'; payload: CommandPayload<'catalogue.edit'> }
        | { type: 'catalogue.delete'; payload: CommandPayload<'catalogue.delete'> },
    ): Promise<string[]> => {
      const broken = validateEdits(entries, edits).map(({ code, sentence }) => problemSentence(code, sentence, t));
      if (broken.length > 0) return [...new Set(broken)];
      setBusy(true);
      try {
        const outcome = await link.act({ ...request, staffToken });
        if (outcome.status === 'accepted') return [];
        if (signedOut.has(outcome.refusal.code)) signOut();
        return sentencesOf(outcome.refusal, t);
      } catch (fault) {
        return [sentenceOf(fault, t)];
      } finally {
        setBusy(false);
      }
    },
    [entries, link, staffToken, signOut, t],
  );

  const put = useCallback(
    (list: readonly Put[]) => {
      const edits = list.map(({ entity, id, payload }) => ({ entity, id, payload: { ...payload } }));
      return send(edits, { type: 'catalogue.put', payload: { entries: edits } });
    },
    [send],
  );
  const change = useCallback(
    (entity: CatalogueEntity, id: string, fields: Fields) => {
      const before = entries.find((one) => one.entity === entity && one.id === id)?.payload ?? {};
      const changes = Object.entries(fields).map(([name, after]) => ({ path: `/${name}`, after }));
      return send([{ entity, id, payload: { ...before, ...fields } }], {
        type: 'catalogue.edit',
        payload: { entity, id, fields: changes },
      });
    },
    [entries, send],
  );
  const remove = useCallback(
    (entity: CatalogueEntity, id: string) =>
      send([{ entity, id, payload: null }], { type: 'catalogue.delete', payload: { entity, id } }),
    [send],
  );
  return { busy, put, change, remove };
}
