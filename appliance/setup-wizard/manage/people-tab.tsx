import { Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Hue, type StaffMember } from '@auraconnect/shared/menu/catalogue.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { keyFrom } from '@auraconnect/shared/menu/key-from.ts';
import { sentenceOf } from '../link/fault.ts';
import { setPin } from '../link/setup-api.ts';
import { pinProblems } from '../new-store/answers.ts';
import { PinFields } from '../parts/pin-fields.tsx';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';
import { EditSheet } from '@auraconnect/shared/ui/edit-sheet.tsx';
import { RowList } from './row-list.tsx';

/** Who works here, what they may do, and their PINs. PINs can be set even when the portal edits the rest. */
export function PeopleTab(): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  const { staff, roles } = answer.catalogue;
  const [open, setOpen] = useState<StaffMember | 'new' | null>(null);
  const roleName = (roleId: string): string => {
    const role = roles.find((one) => one.id === roleId);
    return t(`role.${roleId}`, { defaultValue: role?.name ?? roleId });
  };
  return (
    <Card
      title={t('people.title')}
      description={t('people.text')}
      flush
      actions={
        !answer.claimed && (
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
            {t('people.add')}
          </Button>
        )
      }
    >
      <RowList
        label={t('people.title')}
        rows={staff.map((member) => ({
          id: member.id,
          title: member.name,
          text: roleName(member.roleId),
          quiet: !member.active,
          trailing: member.active ? undefined : <Badge>{t('people.inactive')}</Badge>,
        }))}
        onOpen={(id) => setOpen(staff.find((member) => member.id === id) ?? null)}
      />
      {open !== null && (
        <PersonSheet
          key={open === 'new' ? 'new' : open.id}
          member={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}

function PersonSheet({ member, onClose }: { member: StaffMember | null; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const { link, person, answer } = useStore();
  const { staff, roles } = answer.catalogue;
  const edit = useEdit();
  const [name, setName] = useState(member?.name ?? '');
  const [roleId, setRoleId] = useState(
    member?.roleId ?? roles.find((role) => role.id === 'cashier')?.id ?? roles[0]?.id ?? '',
  );
  const [active, setActive] = useState(member?.active ?? true);
  const [pin, setPinText] = useState('');
  const [pinAgain, setPinAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [settingPin, setSettingPin] = useState(false);
  const changesPin = member === null || pin !== '' || pinAgain !== '';
  const pinWrong = changesPin ? pinProblems(pin, pinAgain) : {};

  const save = async (): Promise<string[]> => {
    setTried(true);
    if (name.trim() === '') return [t('wrong.personName')];
    if (Object.keys(pinWrong).length > 0) return Object.values(pinWrong).map((key) => t(`wrong.${key}`));
    const id =
      member?.id ??
      keyFrom(
        name,
        staff.map((one) => one.id),
        'person',
      );
    if (!answer.claimed) {
      const hue = member?.hue ?? Hue.options[staff.length % Hue.options.length] ?? 'green';
      const payload: StaffMember = { id, name: name.trim(), roleId, hue, active };
      const isSame = member !== null && JSON.stringify({ ...member, ...payload }) === JSON.stringify(member);
      const problems = isSame ? [] : await edit.put([{ entity: 'staff', id, payload: { ...member, ...payload } }]);
      if (problems.length > 0) return problems;
    }
    if (!changesPin) return [];
    setSettingPin(true);
    try {
      await setPin(link.api, id, pin, person.staffToken);
      toasts.show({ message: t('people.pinSet', { name: name.trim() }), tone: 'positive' });
      return [];
    } catch (fault) {
      return [sentenceOf(fault, t)];
    } finally {
      setSettingPin(false);
    }
  };

  return (
    <EditSheet title={member?.name ?? t('people.add')} busy={edit.busy || settingPin} onSave={save} onClose={onClose}>
      <TextField
        label={t('person.name')}
        value={name}
        onChange={setName}
        disabled={answer.claimed}
        required
        autoComplete="off"
        autoFocus={member === null}
        errorMessage={tried && name.trim() === '' ? t('wrong.personName') : undefined}
      />
      <Select
        label={t('person.role')}
        options={roles.map((role) => ({ id: role.id, label: t(`role.${role.id}`, { defaultValue: role.name }) }))}
        value={roleId}
        onChange={setRoleId}
        disabled={answer.claimed}
      />
      <Switch isSelected={active} onChange={setActive} description={t('people.activeText')} disabled={answer.claimed}>
        {t('people.active')}
      </Switch>
      <fieldset className="flex flex-col gap-3 border-t border-line pt-4">
        <legend className="sr-only">{t('people.pin')}</legend>
        <p className="text-sm text-muted">{t(member === null ? 'people.pinNew' : 'people.pinChange')}</p>
        <PinFields
          pin={pin}
          pinAgain={pinAgain}
          problems={tried ? pinWrong : {}}
          onChange={(change) => {
            if (change.pin !== undefined) setPinText(change.pin);
            if (change.pinAgain !== undefined) setPinAgain(change.pinAgain);
          }}
        />
      </fieldset>
    </EditSheet>
  );
}
