import { BookOpen, NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../parts/choice-cards.tsx';
import type { StepProps } from './step-question.tsx';

/** The menu to begin with. */
export function MenuStep({ state, answers, problems, onChange }: StepProps): ReactElement {
  const { t } = useTranslation();
  const problem = problems['starter'];
  return (
    <ChoiceCards
      label={t('ask.menu.title')}
      options={state.starters.map(({ id, name, description }) => ({
        id,
        title: t(`starter.${id}.name`, { defaultValue: name }),
        text: t(`starter.${id}.text`, { defaultValue: description }),
        icon: id === 'empty' ? <NotebookPen /> : <BookOpen />,
      }))}
      value={answers.starter === '' ? null : answers.starter}
      onChange={(starter) => onChange({ starter })}
      errorMessage={problem === undefined ? undefined : t(`wrong.${problem}`)}
    />
  );
}
