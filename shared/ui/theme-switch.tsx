import { Moon, Sun, SunMoon } from 'lucide-react';
import type { ReactElement } from 'react';
import { RadioGroup } from './radio-group.tsx';
import { useTheme } from './use-theme.ts';
import { useUiWords } from './ui-provider.tsx';

export interface ThemeSwitchProps {
  /** Icons only; the words are still spoken. */
  compact?: boolean | undefined;
  className?: string | undefined;
}

/** Light, dark, or as the machine prefers; remembered on this device. */
export function ThemeSwitch({ compact = false, className }: ThemeSwitchProps): ReactElement {
  const t = useUiWords();
  const { preference, setPreference } = useTheme();
  return (
    <RadioGroup
      label={t('theme')}
      labelHidden={compact}
      value={preference}
      onChange={setPreference}
      className={className}
      options={[
        { id: 'light', label: t('themeLight'), icon: <Sun aria-hidden="true" />, labelHidden: compact },
        { id: 'dark', label: t('themeDark'), icon: <Moon aria-hidden="true" />, labelHidden: compact },
        { id: 'system', label: t('themeAutomatic'), icon: <SunMoon aria-hidden="true" />, labelHidden: compact },
      ]}
    />
  );
}
