const withSum = (table: string, columns: string): string => `
  ALTER TABLE ${table} ADD COLUMN row_check INTEGER NOT NULL DEFAULT 0;
  UPDATE ${table} SET row_check = row_check(${columns});
`;

/** A sum for each row that the journal's chain does not cover (row-check.ts). */
export const up =
  withSum('command_record', 'command_id, stream, n, body_hash, seq, refusal, correlation') +
  withSum('device_secret', 'device_id, token_hash') +
  withSum('staff_pin', 'staff_id, hash') +
  withSum('wrong_tries', 'subject, failures, locked_until_ms, changed_ms') +
  withSum('meta', 'key, value');
