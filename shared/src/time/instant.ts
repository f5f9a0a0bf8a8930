import { z } from 'zod';

/** RFC 3339 with an offset, for example `2026-11-24T18:05:00.000-05:00`. */
export const Timestamp = z.iso.datetime({ offset: true });
export type Timestamp = z.infer<typeof Timestamp>;

/** A business day, `YYYY-MM-DD`, in the store's own calendar. */
export const BusinessDate = z.iso.date();
export type BusinessDate = z.infer<typeof BusinessDate>;
