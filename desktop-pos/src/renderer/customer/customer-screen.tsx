import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatMoney, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { CircleCheck } from 'lucide-react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';
import type { CustomerCheck, CustomerLine, CustomerPicture } from './customer-picture.ts';
import { LogoImage } from './logo-image.tsx';

/** What a guest reads from a metre away: nothing to tap, the total always in the same place. */
export function CustomerScreen({ picture }: { picture: CustomerPicture | null }): ReactElement {
  const shows = picture?.shows ?? { state: 'idle' };
  if (picture === null || shows.state === 'idle') return <Idle picture={picture} />;
  if (shows.state === 'paid') return <Goodbye store={picture.store} cash={shows.cash} check={shows.check} />;
  return <Check store={picture.store} check={shows.check} isDue={shows.state === 'due'} />;
}

function Idle({ picture }: { picture: CustomerPicture | null }): ReactElement {
  const t = useWords();
  return (
    <main className="grid h-dvh place-items-center bg-canvas p-8 text-center">
      <div className="flex max-w-full flex-col items-center gap-6">
        {picture !== null && picture.store.logo !== null && (
          <LogoImage logo={picture.store.logo} name={picture.store.name} />
        )}
        <h1 dir="auto" className="clamp-2 text-[clamp(2rem,8vw,5.5rem)] leading-tight font-semibold">
          {picture?.store.name ?? t('customerDisplay')}
        </h1>
        <p className="text-[clamp(1.25rem,3vw,2.25rem)] text-muted">
          {picture === null ? t('customerNoTill') : t('customerWelcome')}
        </p>
      </div>
    </main>
  );
}

type Store = CustomerPicture['store'];

function Check({ store, check, isDue }: { store: Store; check: CustomerCheck; isDue: boolean }): ReactElement {
  const t = useWords();
  const { lines, subtotalMinor, discountMinor, taxes, totalMinor, paidMinor, dueMinor } = check;
  const added = taxes.filter(({ included }) => !included);
  const within = taxes.filter(({ included }) => included);
  const hasParts = discountMinor !== 0 || added.length > 0;
  return (
    <main className="flex h-dvh bg-canvas portrait:flex-col">
      <section aria-label={t('check')} className="flex min-h-0 min-w-0 grow flex-col">
        <h1
          dir="auto"
          className="truncate px-[2.5vw] pt-[2.5vh] pb-[1.5vh] text-[clamp(1rem,2vw,1.5rem)] leading-normal text-muted"
        >
          {store.name}
        </h1>
        <Lines lines={lines} />
      </section>
      <section className="flex w-[42vw] shrink-0 flex-col justify-end gap-[2vh] border-s border-line bg-surface p-[2.5vw] portrait:w-full portrait:border-s-0 portrait:border-t">
        <dl className="flex flex-col gap-1 text-[clamp(1rem,2vw,1.5rem)] text-muted">
          {hasParts && (
            <Row label={t('subtotal')}>
              <MoneyText amountMinor={subtotalMinor} />
            </Row>
          )}
          {discountMinor !== 0 && (
            <Row label={t('discounts')} tone="text-positive">
              <MoneyText amountMinor={-discountMinor} />
            </Row>
          )}
          {added.map(({ taxId, name, amountMinor }) => (
            <Row key={taxId} label={name}>
              <MoneyText amountMinor={amountMinor} />
            </Row>
          ))}
          {paidMinor > 0 && (
            <>
              <Row label={t('total')}>
                <MoneyText amountMinor={totalMinor} />
              </Row>
              <Row label={t('paid')} tone="text-positive">
                <MoneyText amountMinor={-paidMinor} />
              </Row>
            </>
          )}
        </dl>
        <div role="status">
          <p className={classNames('text-[clamp(1.25rem,3vw,2.25rem)] font-semibold', isDue && 'text-accent')}>
            {isDue || paidMinor > 0 ? t('customerToPay') : t('total')}
          </p>
          <Figure amountMinor={paidMinor > 0 ? dueMinor : totalMinor} />
        </div>
        {within.length > 0 && (
          <p className="text-[clamp(0.875rem,1.5vw,1.25rem)] text-muted">
            {within.map(({ taxId, name, amountMinor }) => (
              <span key={taxId} className="block">
                {t('customerIncluded', { name })} <MoneyText amountMinor={amountMinor} />
              </span>
            ))}
          </p>
        )}
      </section>
    </main>
  );
}

/** The newest is always in sight, and what was changed is where it was. */
function Lines({ lines }: { lines: readonly CustomerLine[] }): ReactElement {
  const { locale } = useUiSettings();
  const list = useRef<HTMLUListElement>(null);
  const last = lines.at(-1);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [lines.length, last?.quantity]);
  return (
    <ul ref={list} className="min-h-0 grow overflow-y-hidden px-[2.5vw] pb-[2.5vh]">
      {lines.map((line) => (
        <li
          key={line.lineId}
          className="flex items-baseline gap-[1.5vw] border-b border-line py-[1.2vh] text-[clamp(1.125rem,2.6vw,2rem)] leading-snug"
        >
          <span className="min-w-[2.2ch] shrink-0 text-end tabular-nums text-muted">
            {formatQuantity(line.quantity, locale)}×
          </span>
          <span className="min-w-0 grow">
            <span dir="auto" className="clamp-2 w-fit font-medium">
              {line.name}
            </span>
            {line.choices.length > 0 && (
              <span dir="auto" className="clamp-2 w-fit text-[0.65em] leading-snug text-muted">
                {line.choices.join(', ')}
              </span>
            )}
          </span>
          <MoneyText amountMinor={line.amountMinor} className="shrink-0 font-medium" />
        </li>
      ))}
    </ul>
  );
}

function Goodbye({
  store,
  cash,
  check,
}: {
  store: Store;
  cash: { tenderedMinor: number; changeMinor: number } | null;
  check: CustomerCheck;
}): ReactElement {
  const t = useWords();
  return (
    <main className="grid h-dvh place-items-center bg-canvas p-[3vw] text-center">
      <div className="flex max-w-full flex-col items-center gap-[2.5vh]">
        <CircleCheck className="size-[clamp(3rem,10vh,6rem)] text-positive" aria-hidden="true" />
        <div role="status" className="max-w-full">
          {cash === null ? (
            <Labelled label={t('paid')} amountMinor={check.paidMinor} />
          ) : cash.changeMinor === 0 ? (
            <p className="text-[clamp(2rem,6vw,4rem)] font-semibold">{t('noChange')}</p>
          ) : (
            <Labelled label={t('change')} amountMinor={cash.changeMinor} />
          )}
        </div>
        {cash !== null && (
          <p className="text-[clamp(1rem,2.2vw,1.75rem)] text-muted">
            {t('total')} <MoneyText amountMinor={check.totalMinor} /> · {t('received')}{' '}
            <MoneyText amountMinor={cash.tenderedMinor} />
          </p>
        )}
        <h1 className="text-[clamp(1.5rem,4.5vw,3.25rem)] leading-tight font-semibold">{t('customerThanks')}</h1>
        <p dir="auto" className="max-w-full truncate text-[clamp(1rem,2vw,1.5rem)] leading-normal text-muted">
          {store.name}
        </p>
      </div>
    </main>
  );
}

function Labelled({ label, amountMinor }: { label: string; amountMinor: number }): ReactElement {
  return (
    <>
      <p className="text-[clamp(1.25rem,3vw,2.25rem)] text-muted">{label}</p>
      <Figure amountMinor={amountMinor} isWide />
    </>
  );
}

/** As large as the amount's own length lets it be. */
function Figure({ amountMinor, isWide = false }: { amountMinor: number; isWide?: boolean }): ReactElement {
  const { locale, currency } = useUiSettings();
  const length = [...formatMoney(amountMinor, currency, locale)].length;
  const width = isWide ? 80 : 37;
  const size = Math.min(width / Math.max(length * 0.7, 3), isWide ? 13 : 10);
  return (
    <p className="mt-[1vh] leading-none font-semibold whitespace-nowrap" style={{ fontSize: `${size}vw` }}>
      <MoneyText amountMinor={amountMinor} />
    </p>
  );
}

function Row({ label, tone, children }: { label: string; tone?: string; children: ReactNode }): ReactElement {
  return (
    <div className={classNames('flex justify-between gap-4', tone)}>
      <dt className="min-w-0 truncate">{label}</dt>
      <dd className="shrink-0">{children}</dd>
    </div>
  );
}
