import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { chosenLanguage, keepLanguage, languageOf, languages } from '@auraconnect/shared/ui/languages.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { MonitorSmartphone } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useCatalogue } from '../desk/use-store.ts';
import { desktopBridge } from '../gate/identity-vault.ts';
import { useWords } from '../words/use-words.ts';
import { customerProgram } from './use-tell-customer.ts';

/** The guest's screen: opened here in a browser, by itself in the desktop program. */
export function CustomerDisplayCard(): ReactElement {
  const t = useWords();
  const { settings } = useCatalogue();
  const [language, setLanguage] = useState(() => chosenLanguage(customerProgram) ?? languageOf(settings.locale));
  return (
    <Card title={t('customerDisplay')} description={t('customerHow')}>
      <div className="flex flex-col items-start gap-4">
        <RadioGroup
          label={t('customerLanguage')}
          options={languages.map(({ id, name }) => ({ id, label: name }))}
          value={language}
          onChange={(next) => {
            keepLanguage(customerProgram, next);
            setLanguage(next);
          }}
        />
        {desktopBridge() === null ? (
          <Button
            size="lg"
            icon={<MonitorSmartphone />}
            onPress={() => void open(new URL('customer', location.href), 'auraconnect-customer', 'popup')}
          >
            {t('customerOpen')}
          </Button>
        ) : (
          <p className="text-sm text-muted">{t('customerBySelf')}</p>
        )}
      </div>
    </Card>
  );
}
