import type { OrderLine } from '@auraconnect/shared/order/order.ts';
import { formatNumber } from '@auraconnect/shared/ui/format.ts';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import type { ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

export interface LinePlaceProps {
  line: OrderLine;
  /** How many sit there, when somebody said so. */
  guestCount: number | null;
  onSeat: (seat: number) => void;
  onCourse: (course: number) => void;
}

const usualSeats = 4;
const usualCourses = 4;
/** What the kitchen's tickets and the check can carry. */
const mostSeats = 99;

/** At a table: who gets it, and with which course. */
export function LinePlace({ line, guestCount, onSeat, onCourse }: LinePlaceProps): ReactElement {
  const t = useWords();
  const seats = Math.min(mostSeats, Math.max(guestCount ?? usualSeats, line.seat ?? 0));
  const courses = Math.max(usualCourses, line.course ?? 0);
  return (
    <div className="flex flex-col gap-3">
      <Numbers label={t('seat')} most={seats} value={line.seat} onChange={onSeat} />
      <Numbers label={t('course')} most={courses} value={line.course} onChange={onCourse} />
    </div>
  );
}

function Numbers({
  label,
  most,
  value,
  onChange,
}: {
  label: string;
  most: number;
  value: number | null;
  onChange: (number: number) => void;
}): ReactElement {
  const { locale } = useUiSettings();
  return (
    <RadioGroup
      label={label}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(Number(id))}
      options={Array.from({ length: most }, (_, place) => ({
        id: String(place + 1),
        label: formatNumber(place + 1, locale),
      }))}
    />
  );
}
