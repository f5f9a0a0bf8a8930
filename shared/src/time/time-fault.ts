export type TimeFaultCode = 'unknown_time_zone' | 'bad_time_of_day' | 'bad_date' | 'bad_instant' | 'bad_random_bytes';

const sentences: Record<TimeFaultCode, string> = {
  unknown_time_zone: 'The time zone of the store is not one that this system knows.',
  bad_time_of_day: 'A time of day must be written like 04:00.',
  bad_date: 'A date does not exist in the calendar.',
  bad_instant: 'A moment in time is out of range.',
  bad_random_bytes: 'A new number could not be made because the source of randomness failed.',
};

/** Time, zones or ids that cannot be: the caller skipped a schema or the settings are wrong. `detail` is for the log. */
export class TimeFault extends Error {
  readonly code: TimeFaultCode;
  readonly sentence: string;

  constructor(code: TimeFaultCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.name = 'TimeFault';
    this.code = code;
    this.sentence = sentences[code];
  }
}
