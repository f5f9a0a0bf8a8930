import { useCallback, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { SignedIn } from '../till/person.ts';
import type { Approval } from '../till/act.ts';
import { useTellCustomer } from '../customer/use-tell-customer.ts';
import { ApprovalDialog } from './approval-dialog.tsx';
import { DeskContext, type ApprovalQuestion, type Desk as DeskValue, type View } from './desk-context.ts';
import { SignInScreen } from './sign-in-screen.tsx';
import { useTill } from './till-context.ts';
import { useAutoLock } from './use-auto-lock.ts';
import { usePicture } from './use-store.ts';

interface Asked {
  question: ApprovalQuestion;
  answer: (approval: Approval | null) => void;
}

/** Who is at the till, what they look at, and which order is in the check. Without a person it asks for one. */
export function Desk({ children }: { children: ReactNode }): ReactElement {
  const till = useTill();
  const { index } = usePicture();
  const [person, setPerson] = useState<SignedIn | null>(null);
  const [lastStaffId, setLastStaffId] = useState<string | null>(null);
  const [view, show] = useState<View>({ name: 'home' });
  const [orderId, setOrderId] = useState(() => till.newId());
  const [chosenTypeId, setOrderTypeId] = useState<string | null>(null);
  const [paidOrderId, setPaidOrderId] = useState<string | null>(null);
  const [categoryId, setCategoryId] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);

  const lock = useCallback(() => {
    setPerson(null);
    setAsked((before) => {
      before?.answer(null);
      return null;
    });
  }, []);
  const switchPerson = useCallback(() => {
    setLastStaffId(null);
    lock();
  }, [lock]);
  useAutoLock(person !== null, lock);
  useTellCustomer({ orderId, paidOrderId, view });

  const pick = useCallback(
    (next: string | null) => {
      setOrderId(next ?? till.newId());
      setPaidOrderId(null);
    },
    [till],
  );

  const askApproval = useCallback(
    (question: ApprovalQuestion) =>
      new Promise<Approval | null>((resolve) => {
        setAsked({ question, answer: resolve });
      }),
    [],
  );

  const orderTypeId =
    chosenTypeId !== null && index.orderTypes.has(chosenTypeId)
      ? chosenTypeId
      : (index.catalogue.orderTypes[0]?.id ?? '');

  const desk = useMemo<DeskValue | null>(() => {
    if (person === null) return null;
    return {
      person,
      view,
      show,
      orderId,
      pick,
      orderTypeId,
      setOrderTypeId,
      categoryId,
      setCategoryId,
      paidOrderId,
      setPaidOrderId,
      lock,
      switchPerson,
      askApproval,
      permit: async (permission, what) => {
        if (person.actor.permissions.has(permission)) return { approval: undefined };
        const approval = await askApproval({ permission, what });
        return approval === null ? null : { approval };
      },
    };
  }, [person, view, orderId, pick, orderTypeId, categoryId, paidOrderId, lock, switchPerson, askApproval]);

  if (desk === null) {
    return (
      <SignInScreen
        lastStaffId={lastStaffId}
        onSignedIn={(next) => {
          setPerson(next);
          void till.signedIn(next);
          setLastStaffId(next.staffId);
          if (person === null && next.staffId !== lastStaffId) show({ name: 'home' });
        }}
      />
    );
  }
  return (
    <DeskContext value={desk}>
      {children}
      {asked !== null && (
        <ApprovalDialog
          question={asked.question}
          onAnswer={(approval) => {
            setAsked(null);
            asked.answer(approval);
          }}
        />
      )}
    </DeskContext>
  );
}
