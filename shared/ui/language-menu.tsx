import { Check, Languages } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from './button.tsx';
import { languages } from './languages.ts';
import { Menu } from './menu.tsx';
import { useUiWords } from './ui-provider.tsx';
import { useLanguage } from './use-language.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface LanguageMenuProps {
  /** Only the language's letters: for a head that has little room. */
  compact?: boolean | undefined;
  size?: 'md' | 'lg' | undefined;
}

/** Which language this screen speaks. Each stands there in its own words, for whoever cannot read the present one. */
export function LanguageMenu({ compact = false, size }: LanguageMenuProps): ReactElement {
  const t = useUiWords();
  const { language, choose } = useLanguage();
  const name = languages.find(({ id }) => id === language)?.name ?? language;
  return (
    <Menu
      label={t('language')}
      trigger={
        <Button variant="quiet" size={size} icon={<Languages aria-hidden="true" />}>
          {compact ? (
            <>
              <span aria-hidden="true" className="uppercase">
                {language}
              </span>
              <VisuallyHidden>{`${t('language')}: ${name}`}</VisuallyHidden>
            </>
          ) : (
            name
          )}
        </Button>
      }
      items={languages.map(({ id, name: label }) => ({
        id,
        label,
        icon: id === language ? <Check aria-hidden="true" /> : <span className="size-5" />,
      }))}
      onAction={choose}
    />
  );
}
