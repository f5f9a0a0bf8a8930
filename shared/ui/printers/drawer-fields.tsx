import type { ReactElement } from 'react';
import type { Drawer } from '../../src/menu/catalogue.ts';
import { Select } from '../select.tsx';
import { usePrinterFormWords } from './form-words/form-words.ts';

const openLevels = ['unknown', 'high', 'low'] as const;
const never = 'never';
const alarmSeconds = [30, 60, 120, 300, 600] as const;

/** How the drawer on this printer's cable is opened, how it says that it is open, and when that is too long. */
export function DrawerFields({ drawer, onChange }: { drawer: Drawer; onChange(drawer: Drawer): void }): ReactElement {
  const t = usePrinterFormWords();
  const { pin, openLevel, alarmAfterSeconds } = drawer;
  const seconds = [...new Set([...alarmSeconds, ...(alarmAfterSeconds === null ? [] : [alarmAfterSeconds])])];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t('socket.pin')}
        description={t('socket.pinHint')}
        options={(['2', '5'] as const).map((id) => ({ id, label: t('socket.pinOf', { pin: id }) }))}
        value={pin === 5 ? '5' : '2'}
        onChange={(id) => onChange({ ...drawer, pin: id === '5' ? 5 : 2 })}
      />
      <Select
        label={t('socket.openLevel')}
        description={t('socket.openLevelHint')}
        options={openLevels.map((id) => ({ id, label: t(`socket.level.${id}`) }))}
        value={openLevel}
        onChange={(level) => onChange({ ...drawer, openLevel: level })}
      />
      {openLevel !== 'unknown' && (
        <Select
          label={t('socket.alarm')}
          options={[
            ...seconds
              .toSorted((one, other) => one - other)
              .map((count) => ({ id: String(count), label: t('socket.alarmAfter', { seconds: count }) })),
            { id: never, label: t('socket.alarmNever') },
          ]}
          value={alarmAfterSeconds === null ? never : String(alarmAfterSeconds)}
          onChange={(id) => onChange({ ...drawer, alarmAfterSeconds: id === never ? null : Number(id) })}
        />
      )}
    </div>
  );
}
