import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';

type Rule = Pick<ModifierGroup, 'minimum' | 'maximum' | 'freeCount'>;

/** How many may be chosen, as a person says it: "Exactly 1", "1 to 3", "Up to 8, first one free". */
export function useRuleWords(): (rule: Rule) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ minimum, maximum, freeCount }) => {
      const count =
        maximum === null
          ? minimum === 0
            ? t('rule.any')
            : t('rule.atLeast', { count: minimum })
          : minimum === maximum
            ? t('rule.exactly', { count: minimum })
            : minimum === 0
              ? t('rule.upTo', { count: maximum })
              : t('rule.between', { minimum, maximum });
      return freeCount === 0 ? count : `${count}, ${t('rule.free', { count: freeCount })}`;
    },
    [t],
  );
}
