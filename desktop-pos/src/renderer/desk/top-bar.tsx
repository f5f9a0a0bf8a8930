import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Menu } from '@auraconnect/shared/ui/menu.tsx';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { Banknote, ClipboardList, Lock, Settings, UserRoundCog, Users } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Button as PressButton } from 'react-aria-components/Button';
import { BrandMark } from '../gate/gate-frame.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { useWords } from '../words/use-words.ts';
import { useDesk, type View } from './desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from './till-context.ts';
import { useIndex, usePicture } from './use-store.ts';

/** Where one is, who one is, and the four places beside the menu. */
export function TopBar(): ReactElement {
  const t = useWords();
  const { storeName } = usePicture();
  const index = useIndex();
  const { person, view, show, lock, switchPerson } = useDesk();
  const status = useSignal(useTill().status);
  const member = index.staff.get(person.staffId);
  const needsManager =
    (status?.printers.some((printer) => printer.unknown > 0) ?? false) || status?.proposedBusinessDate != null;
  const go = (next: View) => (): void => show(next);

  return (
    <header className="flex shrink-0 items-center gap-1 border-b border-line bg-surface py-1 ps-3 pe-2">
      <PressButton
        onPress={go({ name: 'home' })}
        aria-label={`${storeName}. ${t('backToMenu')}`}
        className="flex min-h-12 min-w-0 items-center gap-3 rounded-md pe-3 text-start data-pressed:bg-sunken"
      >
        <BrandMark className="size-9" />
        <span className="hidden min-w-0 truncate text-base font-semibold sm:block">{storeName}</span>
      </PressButton>
      <span className="grow" />
      <nav aria-label={t('places')} className="flex items-center gap-1">
        <Place
          icon={<ClipboardList />}
          label={t('orders')}
          isHere={view.name === 'orders' || view.name === 'exceptions'}
          needsLook={(status?.exceptions?.open ?? 0) > 0}
          onPress={go({ name: 'orders', orderId: null })}
        />
        <Place icon={<Banknote />} label={t('drawer')} isHere={view.name === 'cash'} onPress={go({ name: 'cash' })} />
        <Place
          icon={<UserRoundCog />}
          label={t('manager')}
          isHere={view.name === 'manager'}
          needsLook={needsManager}
          onPress={go({ name: 'manager' })}
        />
      </nav>
      <Menu
        label={person.name}
        trigger={
          <PressButton className="flex min-h-12 items-center gap-2 rounded-md ps-2 pe-2 text-start data-hovered:bg-sunken data-pressed:bg-sunken">
            <Avatar name={person.name} hue={member?.hue ?? 'teal'} />
            <VisuallyHidden>{t('signedInAs', { name: person.name })}</VisuallyHidden>
            <span aria-hidden="true" className="hidden max-w-36 truncate text-sm font-semibold xl:block">
              {person.name}
            </span>
          </PressButton>
        }
        items={[
          { id: 'switch', label: t('switchPerson'), icon: <Users /> },
          { id: 'lock', label: t('lock'), icon: <Lock /> },
          { id: 'settings', label: t('settings'), icon: <Settings /> },
        ]}
        onAction={(id) => (id === 'switch' ? switchPerson() : id === 'lock' ? lock() : show({ name: 'settings' }))}
      />
    </header>
  );
}

function Place({
  icon,
  label,
  isHere,
  needsLook = false,
  onPress,
}: {
  icon: ReactNode;
  label: string;
  isHere: boolean;
  needsLook?: boolean;
  onPress: () => void;
}): ReactElement {
  const t = useWords();
  return (
    <PressButton
      onPress={onPress}
      aria-current={isHere ? 'page' : false}
      aria-label={needsLook ? `${label}. ${t('needsLook')}` : label}
      className={classNames(
        'relative flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-md px-3 text-sm font-semibold data-hovered:bg-sunken data-pressed:bg-sunken [&_svg]:size-5',
        isHere && 'bg-accent-soft text-accent',
      )}
    >
      {icon}
      <span className="hidden lg:inline">{label}</span>
      {needsLook && (
        <span
          aria-hidden="true"
          className="absolute end-1.5 top-1.5 size-3 rounded-full border-2 border-surface bg-danger"
        />
      )}
    </PressButton>
  );
}
