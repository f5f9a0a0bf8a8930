import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import { isTimeZone } from '@auraconnect/shared/time/zone-offset.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { addressLinesOf, longestAddress } from '../new-store/answers.ts';
import { cutOffOptions } from '../new-store/cut-offs.ts';
import { languageOptions, zoneOptions } from '../new-store/place-options.ts';
import { allZones, localesFor } from '../new-store/regions.ts';
import { receiptFor } from '../new-store/sample-receipt.ts';
import { ChoiceBox } from '../parts/choice-box.tsx';
import { Sentences } from '@auraconnect/shared/ui/notice.tsx';
import { PaperView } from '@auraconnect/shared/ui/paper-view.tsx';
import { useStore } from '../store/store-context.ts';
import { useEdit } from '../store/use-edit.ts';

const cashSteps = [1, 2, 5, 10, 20, 25, 50, 100, 500, 1000];
const previewColumns = 38;

/** The store itself, with the receipt that its guests will hold. */
export function StoreTab(): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const { answer, person } = useStore();
  const { settings, taxes, taxCategories } = answer.catalogue;
  const edit = useEdit();
  const [draft, setDraft] = useState<StoreSettings>(settings);
  const [addressText, setAddressText] = useState(settings.addressLines.join('\n'));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const change = (part: Partial<StoreSettings>): void => setDraft((before) => ({ ...before, ...part }));
  const country = new Intl.Locale(draft.locale).maximize().region ?? 'US';
  const locales = useMemo(
    () =>
      languageOptions(
        [...new Set([draft.locale, ...localesFor(country, navigator.languages, ['en', 'de', 'es', 'ar'])])],
        locale,
      ),
    [draft.locale, country, locale],
  );
  const next: StoreSettings = {
    ...draft,
    name: draft.name.trim(),
    addressLines: addressLinesOf(addressText),
    taxNumber: draft.taxNumber?.trim() || null,
  };
  const words = { dish: t('sample.dish'), drink: t('sample.drink'), orderType: t('sample.orderType') };
  const category = taxCategories[0]?.id ?? '';
  const preview = receiptFor({
    settings: {
      ...next,
      name: next.name || t('sample.store'),
      timeZone: isTimeZone(next.timeZone) ? next.timeZone : 'UTC',
    },
    tax: taxes.find((tax) => tax.taxCategoryIds.includes(category)) ?? null,
    server: person.name,
    words,
    nowMs: Date.now(),
  });

  const save = async (): Promise<void> => {
    if (next.name === '') return setProblems([t('wrong.storeName')]);
    if (next.addressLines.length > longestAddress) return setProblems([t('wrong.addressLines')]);
    // Printers and reasons may have been changed elsewhere while this page was open: only what stands here is sent.
    const { addressLines, receiptFooter, name, taxNumber, timeZone, dayCutOff, cashRoundingMinor, taxPolicy } = next;
    const onPaper = { addressLines, receiptFooter };
    const portals = { name, taxNumber, timeZone, dayCutOff, locale: next.locale, cashRoundingMinor, taxPolicy };
    const found = await edit.change('settings', 'store', answer.claimed ? onPaper : { ...onPaper, ...portals });
    setProblems(found);
    if (found.length === 0) toasts.show({ message: t('saved'), tone: 'positive' });
  };

  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Card title={t('store.title')}>
        <div className="flex min-w-0 flex-col gap-5">
          <TextField
            label={t('ask.name.field')}
            value={draft.name}
            onChange={(name) => change({ name })}
            disabled={answer.claimed}
            required
            maxLength={120}
          />
          <TextField label={t('ask.name.address')} value={addressText} onChange={setAddressText} rows={3} />
          <TextField
            label={t('store.taxNumber')}
            value={draft.taxNumber ?? ''}
            onChange={(taxNumber) => change({ taxNumber })}
            disabled={answer.claimed}
            maxLength={60}
          />
          <TextField
            label={t('store.footer')}
            placeholder={t('store.footerExample')}
            value={draft.receiptFooter}
            onChange={(receiptFooter) => change({ receiptFooter })}
            rows={2}
            maxLength={400}
          />
          <ChoiceBox
            label={t('ask.place.zone')}
            options={zoneOptions([...new Set([settings.timeZone, ...allZones()])])}
            value={draft.timeZone}
            onChange={(timeZone) => change({ timeZone })}
            emptyText={t('nothingFound')}
            disabled={answer.claimed}
          />
          <Select
            label={t('ask.day.field')}
            options={cutOffOptions(locale, draft.dayCutOff)}
            value={draft.dayCutOff}
            onChange={(dayCutOff) => change({ dayCutOff })}
            disabled={answer.claimed}
          />
          <Select
            label={t('ask.place.language')}
            options={locales}
            value={draft.locale}
            onChange={(nextLocale) => change({ locale: nextLocale })}
            disabled={answer.claimed}
          />
          <Select
            label={t('store.cashRounding')}
            description={t('store.cashRoundingText')}
            options={[...new Set([...cashSteps, draft.cashRoundingMinor])]
              .toSorted((one, other) => one - other)
              .map((step) => ({
                id: String(step),
                label: step === 1 ? t('store.cashExact') : formatMoney(step, settings.currency, locale),
              }))}
            value={String(draft.cashRoundingMinor)}
            onChange={(step) => change({ cashRoundingMinor: Number(step) })}
            disabled={answer.claimed}
          />
          <RadioGroup
            label={t('store.taxRounding')}
            value={draft.taxPolicy.roundPer}
            onChange={(roundPer) => change({ taxPolicy: { ...draft.taxPolicy, roundPer } })}
            options={[
              { id: 'document', label: t('store.perReceipt') },
              { id: 'line', label: t('store.perLine') },
            ]}
            disabled={answer.claimed}
          />
          <Sentences list={problems} />
          <Button
            variant="primary"
            size="lg"
            busy={edit.busy}
            onPress={() => void save()}
            className="self-stretch sm:self-start"
          >
            {t('save')}
          </Button>
        </div>
      </Card>
      <aside aria-label={t('preview.title')}>
        <PaperView document={preview} columns={previewColumns} label={t('preview.title')} />
      </aside>
    </div>
  );
}
