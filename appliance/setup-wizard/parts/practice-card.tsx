import { ChefHat, Undo2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Catalogue, Item } from '@auraconnect/shared/menu/catalogue.ts';
import { browserIds } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import type { CommandRequest } from '@auraconnect/shared/client/command-outbox.ts';
import type { CommandType } from '@auraconnect/shared/protocol/command.ts';
import { sentenceOf, sentencesOf } from '../link/fault.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useStore } from '../store/store-context.ts';
import { Notice, Sentences } from '@auraconnect/shared/ui/notice.tsx';

type Practice = { at: 'idle' | 'done' } | { at: 'sent'; orderId: string };

/** A real order through the real kitchen, so that an installer sees a ticket come out; taken back, it counts in no report. */
export function PracticeCard(): ReactElement {
  const { t } = useTranslation();
  const { link, person, answer } = useStore();
  const status = useSignal(link.status);
  const [practice, setPractice] = useState<Practice>({ at: 'idle' });
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<string[]>([]);
  const item = practiceItemOf(answer.catalogue);
  const [orderType] = answer.catalogue.orderTypes;
  const nowhere =
    answer.catalogue.printers.length === 0 &&
    status?.screens.every(({ connected, view }) => !connected || view === null);

  /** One after the other, until one is refused. @returns whether all were taken */
  const act = async (requests: readonly Omit<CommandRequest<CommandType>, 'staffToken'>[]): Promise<boolean> => {
    setBusy(true);
    setProblems([]);
    try {
      for (const request of requests) {
        const outcome = await link.act({ ...request, staffToken: person.staffToken });
        if (outcome.status === 'refused') {
          setProblems(sentencesOf(outcome.refusal, t));
          return false;
        }
      }
      return true;
    } catch (fault) {
      setProblems([sentenceOf(fault, t)]);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const send = async (dish: Item, orderTypeId: string): Promise<void> => {
    const orderId = browserIds.next();
    const line = {
      orderId,
      lineId: browserIds.next(),
      itemId: dish.id,
      variantId: dish.variants[0]?.id ?? '',
      quantity: '1',
      modifiers: [],
      note: '',
      seat: null,
      course: null,
      priceOverride: null,
    };
    const taken = await act([
      { type: 'order.open', payload: { orderId, orderTypeId, label: t('practice.label'), guestCount: null } },
      { type: 'order.add_line', payload: line },
      { type: 'order.send', payload: { orderId, sendId: browserIds.next(), lineIds: null } },
    ]);
    if (taken) setPractice({ at: 'sent', orderId });
  };
  const takeBack = async (orderId: string): Promise<void> => {
    if (await act([{ type: 'order.void', payload: { orderId, reason: t('practice.label') } }]))
      setPractice({ at: 'done' });
  };

  return (
    <Card title={t('practice.title')} description={t('practice.text')}>
      <div className="flex flex-col items-start gap-4">
        <Sentences list={problems} />
        {item === undefined && <Notice tone="info">{t('practice.noItem')}</Notice>}
        {practice.at === 'sent' && (
          <Notice tone="info">
            {t('practice.sent', { name: item?.name ?? '' })} {nowhere === true && t('practice.nowhere')}
          </Notice>
        )}
        {practice.at === 'done' && <Notice tone="info">{t('practice.done')}</Notice>}
        {practice.at === 'sent' ? (
          <Button
            size="lg"
            busy={busy}
            icon={<Undo2 aria-hidden="true" />}
            onPress={() => void takeBack(practice.orderId)}
          >
            {t('practice.takeBack')}
          </Button>
        ) : (
          <Button
            size="lg"
            busy={busy}
            disabled={item === undefined || orderType === undefined}
            icon={<ChefHat aria-hidden="true" />}
            onPress={() => {
              if (item && orderType) void send(item, orderType.id);
            }}
          >
            {t(practice.at === 'done' ? 'practice.again' : 'practice.send')}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** Something that is made somewhere and asks no questions. */
function practiceItemOf({ items, modifierGroups }: Catalogue): Item | undefined {
  const asks = new Set(modifierGroups.filter(({ minimum }) => minimum > 0).map(({ id }) => id));
  return items.find(
    ({ sold, stationIds, variants, modifierGroupIds }) =>
      sold && stationIds.length > 0 && variants.length > 0 && !modifierGroupIds.some((id) => asks.has(id)),
  );
}
