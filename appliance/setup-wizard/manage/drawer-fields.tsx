import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drawer } from '@auraconnect/shared/menu/catalogue.ts';
import { Select } from '@auraconnect/shared/ui/select.tsx';

const openLevels = ['unknown', 'high', 'low'] as const;
const never = 'never';
const alarmSeconds = [30, 60, 120, 300, 600] as const;

/** How the drawer on this printer's cable is opened, how it says that it is open, and when that is too long. */
export function DrawerFields({ drawer, onChange }: { drawer: Drawer; onChange(drawer: Drawer): void }): ReactElement {
  const { t } = useTranslation();
  const { pin, openLevel, alarmAfterSeconds } = drawer;
  const seconds = [...new Set([...alarmSeconds, ...(alarmAfterSeconds === null ? [] : [alarmAfterSeconds])])];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t('drawer.pin')}
        description={t('drawer.pinHint')}
        options={(['2', '5'] as const).map((id) => ({ id, label: t('drawer.pinOf', { pin: id }) }))}
        value={pin === 5 ? '5' : '2'}
        onChange={(id) => onChange({ ...drawer, pin: id === '5' ? 5 : 2 })}
      />
      <Select
        label={t('drawer.openLevel')}
        description={t('drawer.openLevelHint')}
        options={openLevels.map((id) => ({ id, label: t(`drawer.level.${id}`) }))}
        value={openLevel}
        onChange={(level) => onChange({ ...drawer, openLevel: level })}
      />
      {openLevel !== 'unknown' && (
        <Select
          label={t('drawer.alarm')}
          options={[
            ...seconds
              .toSorted((one, other) => one - other)
              .map((count) => ({ id: String(count), label: t('drawer.alarmAfter', { seconds: count }) })),
            { id: never, label: t('drawer.alarmNever') },
          ]}
          value={alarmAfterSeconds === null ? never : String(alarmAfterSeconds)}
          onChange={(id) => onChange({ ...drawer, alarmAfterSeconds: id === never ? null : Number(id) })}
        />
      )}
    </div>
  );
}
