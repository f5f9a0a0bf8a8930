import { actorOf } from '@auraconnect/shared/staff/roles.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Dialog } from '@auraconnect/shared/ui/dialog.tsx';
import { PinPad } from '@auraconnect/shared/ui/pin-pad.tsx';
import { useState, type ReactElement } from 'react';
import { Button as PressButton } from 'react-aria-components/Button';
import { Avatar } from '../parts/avatar.tsx';
import { whoMay } from '../till/person.ts';
import type { Approval } from '../till/act.ts';
import { useWords } from '../words/use-words.ts';
import type { ApprovalQuestion } from './desk-context.ts';
import { pinTroubleOf } from './pin-answer.ts';
import { useTill } from './till-context.ts';
import { usePinTries } from './use-pin-tries.ts';
import { useIndex } from './use-store.ts';

export interface ApprovalDialogProps {
  question: ApprovalQuestion;
  onAnswer: (approval: Approval | null) => void;
}

/** A manager says yes to one thing that somebody else wants to do, with their own PIN, once. */
export function ApprovalDialog({ question, onAnswer }: ApprovalDialogProps): ReactElement {
  const t = useWords();
  const till = useTill();
  const index = useIndex();
  const managers = whoMay(index.catalogue, question.permission, question.discountPercent ?? 0);
  const [chosenId, setChosenId] = useState<string | null>(
    managers.length === 1 ? (managers[0]?.staffId ?? null) : null,
  );
  const [busy, setBusy] = useState(false);
  const tries = usePinTries();
  const chosen = managers.find((manager) => manager.staffId === chosenId) ?? null;

  async function approve(staffId: string, pin: string): Promise<void> {
    setBusy(true);
    const commandId = till.newId();
    try {
      const { approvalToken } = await till.api.approve({ staffId, pin, commandId });
      const member = index.staff.get(staffId);
      const role = member === undefined ? null : (index.roles.get(member.roleId) ?? null);
      if (member === undefined) return onAnswer(null);
      onAnswer({ commandId, approvalToken, approver: actorOf(member, role) });
    } catch (fault) {
      tries.failed(pinTroubleOf(fault));
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onAnswer(null)}
      title={t('approveTitle')}
      description={question.what}
      size="sm"
    >
      {managers.length === 0 ? (
        <p className="text-muted">{t('approveNobody')}</p>
      ) : chosen === null ? (
        <ul className="flex flex-col gap-2">
          {managers.map((manager) => (
            <li key={manager.staffId}>
              <PressButton
                onPress={() => setChosenId(manager.staffId)}
                className="flex min-h-14 w-full items-center gap-3 rounded-lg border border-line-strong bg-surface px-3 text-start text-base font-semibold data-pressed:bg-sunken"
              >
                <Avatar name={manager.name} hue={manager.hue} />
                {manager.name}
              </PressButton>
            </li>
          ))}
        </ul>
      ) : (
        <div className="flex flex-col items-center gap-3">
          <p className="flex items-center gap-3 text-base font-semibold">
            <Avatar name={chosen.name} hue={chosen.hue} />
            {chosen.name}
          </p>
          <PinPad
            key={chosen.staffId}
            label={t('pinOf', { name: chosen.name })}
            onSubmit={(pin) => void approve(chosen.staffId, pin)}
            busy={busy}
            {...tries.pad}
          />
          {managers.length > 1 && (
            <Button
              variant="quiet"
              onPress={() => {
                setChosenId(null);
                tries.forget();
              }}
            >
              {t('someoneElse')}
            </Button>
          )}
        </div>
      )}
    </Dialog>
  );
}
