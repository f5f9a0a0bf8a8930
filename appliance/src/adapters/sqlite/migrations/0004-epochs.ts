/**
 * A new epoch begins at every start (`epoch.opened`), so a row's epoch follows from its seq; the first epoch stands in `meta`. What was
 * adopted from another history is found by the id it has there, and by the command that it came from.
 */
export const up = `
  CREATE TABLE epoch (from_seq INTEGER PRIMARY KEY, epoch BLOB NOT NULL, row_check INTEGER NOT NULL) STRICT;
  CREATE TABLE adopted_event (
    event_id BLOB PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES device_stream (key),
    n INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    row_check INTEGER NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX adopted_event_command ON adopted_event (stream, n);
`;
