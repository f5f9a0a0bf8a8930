/** What the journal refers to, and what never travels. */
const truth = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE device_stream (
    key INTEGER PRIMARY KEY,
    device BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    last_n INTEGER NOT NULL,
    UNIQUE (device, incarnation)
  ) STRICT;
  CREATE TABLE order_key (key INTEGER PRIMARY KEY, order_id BLOB NOT NULL UNIQUE) STRICT;
  CREATE TABLE journal (seq INTEGER PRIMARY KEY, count INTEGER NOT NULL, pack BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
  CREATE TABLE order_entry (
    order_key INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (order_key, seq)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE command_record (
    command_id BLOB PRIMARY KEY,
    stream INTEGER NOT NULL,
    n INTEGER NOT NULL,
    body_hash BLOB NOT NULL,
    seq INTEGER NOT NULL,
    refusal TEXT,
    correlation TEXT
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE device_secret (device_id BLOB PRIMARY KEY, token_hash BLOB NOT NULL UNIQUE) WITHOUT ROWID, STRICT;
  CREATE TABLE staff_pin (staff_id TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE wrong_tries (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
  ) WITHOUT ROWID, STRICT;
`;

/** Folds of the journal. */
export const projections = `
  CREATE TABLE store_state (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL) STRICT;
  CREATE TABLE order_doc (
    order_key INTEGER PRIMARY KEY,
    status INTEGER NOT NULL,
    business_date INTEGER NOT NULL,
    number TEXT NOT NULL,
    label TEXT NOT NULL
  ) STRICT;
  CREATE INDEX order_by_date ON order_doc (business_date, order_key);
  CREATE INDEX order_open ON order_doc (order_key) WHERE status = 1;
  CREATE TABLE ticket (
    ticket_id BLOB PRIMARY KEY,
    order_key INTEGER NOT NULL,
    is_active INTEGER NOT NULL,
    status TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX ticket_active ON ticket (order_key) WHERE is_active = 1;
  CREATE TABLE cash_session (
    session_id BLOB PRIMARY KEY,
    device BLOB NOT NULL,
    is_open INTEGER NOT NULL,
    opened_seq INTEGER NOT NULL,
    doc TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX cash_session_opened ON cash_session (opened_seq);
  CREATE TABLE session_order (
    opened_seq INTEGER NOT NULL,
    order_key INTEGER NOT NULL,
    PRIMARY KEY (opened_seq, order_key)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE catalogue_entry (
    entity TEXT NOT NULL,
    id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    payload TEXT,
    PRIMARY KEY (entity, id)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE availability (item_id TEXT PRIMARY KEY, remaining INTEGER NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE device (device_id BLOB PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE print_job (
    job_id BLOB PRIMARY KEY,
    is_open INTEGER NOT NULL,
    queued_seq INTEGER NOT NULL,
    doc TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX print_job_open ON print_job (queued_seq) WHERE is_open = 1;
  CREATE TABLE sales_day (
    business_date INTEGER PRIMARY KEY,
    order_count INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    quantity_thousandths INTEGER NOT NULL,
    revenue_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    discount_minor INTEGER NOT NULL,
    comp_minor INTEGER NOT NULL,
    tip_minor INTEGER NOT NULL,
    refund_minor INTEGER NOT NULL,
    tenders TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sales_item (
    business_date INTEGER NOT NULL,
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity_thousandths INTEGER NOT NULL,
    revenue_minor INTEGER NOT NULL,
    PRIMARY KEY (business_date, item)
  ) WITHOUT ROWID, STRICT;
`;

export const up = truth + projections;
