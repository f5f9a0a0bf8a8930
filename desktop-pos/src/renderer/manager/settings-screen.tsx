import { Card } from '@auraconnect/shared/ui/card.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { ThemeSwitch } from '@auraconnect/shared/ui/theme-switch.tsx';
import { useState, type ReactElement } from 'react';
import { lockChoicesMinutes, lockMinutes, setLockMinutes, type LockMinutes } from '../desk/use-auto-lock.ts';
import { usePicture } from '../desk/use-store.ts';
import { useTill } from '../desk/till-context.ts';
import { CustomerDisplayCard } from '../customer/customer-display-card.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { languages } from '@auraconnect/shared/ui/languages.ts';
import { useLanguage } from '@auraconnect/shared/ui/use-language.ts';
import { useWords } from '../words/use-words.ts';

/** What this device remembers for itself: language, appearance, when it locks. */
export function SettingsScreen(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { storeName, deviceName } = usePicture();
  const { language, choose } = useLanguage();
  const [minutes, setMinutes] = useState<LockMinutes>(lockMinutes);
  return (
    <ScreenFrame title={t('settings')}>
      <div className="min-h-0 grow overflow-y-auto p-4">
        <div className="mx-auto flex max-w-2xl flex-col gap-4">
          <Card title={t('language')}>
            <RadioGroup
              label={t('language')}
              labelHidden
              size="lg"
              options={languages.map(({ id, name }) => ({ id, label: name }))}
              value={language}
              onChange={choose}
            />
          </Card>
          <Card>
            <ThemeSwitch />
          </Card>
          <Card title={t('lockTitle')} description={t('lockHow')}>
            <RadioGroup
              label={t('lockTitle')}
              labelHidden
              options={lockChoicesMinutes.map((choice) => ({
                id: String(choice),
                label: choice === 0 ? t('lockNever') : t('lockAfter', { count: choice }),
              }))}
              value={String(minutes)}
              onChange={(next) => {
                const chosen = lockChoicesMinutes.find((choice) => String(choice) === next) ?? 5;
                setLockMinutes(chosen);
                setMinutes(chosen);
              }}
            />
          </Card>
          <CustomerDisplayCard />
          <Card title={t('thisTill')}>
            <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
              <dt className="text-muted">{t('store')}</dt>
              <dd>{storeName}</dd>
              <dt className="text-muted">{t('device')}</dt>
              <dd>{deviceName}</dd>
              <dt className="text-muted">{t('applianceAddress')}</dt>
              <dd className="break-all">{till.api.baseUrl}</dd>
            </dl>
          </Card>
        </div>
      </div>
    </ScreenFrame>
  );
}
