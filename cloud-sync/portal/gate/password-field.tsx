import { Eye, EyeOff } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';

export interface PasswordFieldProps {
  label: string;
  description?: string;
  autoComplete: 'current-password' | 'new-password';
  value: string;
  onChange: (value: string) => void;
  errorMessage?: string | undefined;
}

/** A password that can be looked at: long ones are typed wrong less often. */
export function PasswordField({ description, ...field }: PasswordFieldProps): ReactElement {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField {...field} description={description} type={shown ? 'text' : 'password'} className="[&_input]:pe-12" />
      <IconButton
        label={shown ? t('gate.hidePassword') : t('gate.showPassword')}
        icon={shown ? <EyeOff /> : <Eye />}
        onPress={() => setShown(!shown)}
        // Beside the input, below its label.
        className="absolute end-0 top-7 text-muted"
      />
    </div>
  );
}
