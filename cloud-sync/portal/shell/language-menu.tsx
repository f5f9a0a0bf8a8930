import { Check, Languages } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Menu } from '@auraconnect/shared/ui/menu.tsx';
import { languages } from '../words/languages.ts';
import { useLanguage } from '../words/use-language.ts';

export function LanguageMenu(): ReactElement {
  const { t } = useTranslation();
  const { language, choose } = useLanguage();
  const current = languages.find(({ id }) => id === language);
  return (
    <Menu
      label={t('settings.language')}
      trigger={
        <Button variant="quiet" icon={<Languages />}>
          {current?.name}
        </Button>
      }
      items={languages.map(({ id, name }) => ({
        id,
        label: name,
        icon: id === language ? <Check /> : <span className="size-5" />,
      }))}
      onAction={choose}
    />
  );
}
