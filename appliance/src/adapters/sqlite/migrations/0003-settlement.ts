/** What both sides edit. Folds of the journal, as the tables that they stand beside. */
export const up = `
  ALTER TABLE catalogue_entry ADD COLUMN settled TEXT;
  CREATE TABLE pending_edit (edit_id BLOB PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID, STRICT;
`;
