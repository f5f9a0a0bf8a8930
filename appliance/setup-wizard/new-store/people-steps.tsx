import { Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { browserIds } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { PinFields } from '../parts/pin-fields.tsx';
import { personProblems, type FieldProblems, type NewPerson } from './answers.ts';
import { newPerson } from './draft.ts';
import type { StepProps } from './step-question.tsx';

/** The first person may do everything. */
export function OwnerStep({ answers, problems, onChange }: StepProps): ReactElement {
  return (
    <PersonFields person={answers.owner} problems={problems} onChange={(owner) => onChange({ owner })} autoFocus />
  );
}

const mostPeople = 19;

/** Others who sign in from the first day; more come later. */
export function TeamStep({ state, answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { team } = answers;
  const replace = (person: NewPerson): void =>
    onChange({ team: team.map((one) => (one.key === person.key ? person : one)) });
  const roles = state.roles
    .filter((role) => role.id !== 'owner')
    .map(({ id, name }) => ({ id, label: t(`role.${id}`, { defaultValue: name }) }));
  return (
    <div className="flex flex-col gap-4">
      {team.map((person, place) => (
        <section
          key={person.key}
          aria-label={person.name || t('person.another', { number: place + 1 })}
          className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
        >
          <div className="flex items-end gap-2">
            <Select
              label={t('person.role')}
              options={roles}
              value={person.roleId}
              onChange={(roleId) => replace({ ...person, roleId })}
              className="grow"
            />
            <IconButton
              label={t('person.remove', { name: person.name || t('person.another', { number: place + 1 }) })}
              icon={<Trash2 aria-hidden="true" />}
              onPress={() => onChange({ team: team.filter((one) => one.key !== person.key) })}
            />
          </div>
          <PersonFields
            person={person}
            problems={problems['team'] === undefined ? {} : personProblems(person)}
            onChange={replace}
            autoFocus={person.name === ''}
          />
        </section>
      ))}
      <Button
        variant="secondary"
        size="lg"
        icon={<Plus aria-hidden="true" />}
        disabled={team.length >= mostPeople}
        onPress={() => onChange({ team: [...team, newPerson(browserIds.next())] })}
        className="self-start"
      >
        {t(team.length === 0 ? 'person.addFirst' : 'person.add')}
      </Button>
    </div>
  );
}

interface PersonFieldsProps {
  person: NewPerson;
  problems: FieldProblems;
  onChange(person: NewPerson): void;
  autoFocus: boolean;
}

function PersonFields({ person, problems, onChange, autoFocus }: PersonFieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('person.name')}
        placeholder={t('person.nameExample')}
        value={person.name}
        onChange={(name) => onChange({ ...person, name })}
        autoComplete="off"
        autoFocus={autoFocus}
        required
        errorMessage={problems['name'] === undefined ? undefined : t(`wrong.${problems['name']}`)}
      />
      <PinFields
        pin={person.pin}
        pinAgain={person.pinAgain}
        problems={problems}
        onChange={(change) => onChange({ ...person, ...change })}
      />
    </div>
  );
}
