import { z } from 'zod';

/** RFC 9457. `code` is stable and never translated; `title` is one safe sentence for the person at the till. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  /** What failed where, for bad input: JSON pointer and sentence. */
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  correlationId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
export const problemContentType = 'application/problem+json';
