/** Something that is not the trade's to refuse: the disk, the data, or the program itself. */
export type StoreFaultCode =
  | 'database_newer'
  | 'database_too_old'
  | 'migration_gap'
  | 'data_folder'
  | 'database_locked'
  | 'wrong_pragma'
  | 'journal_broken'
  | 'store_damaged'
  | 'disk_full'
  | 'disk_failed'
  | 'group_aborted'
  | 'sync_failed'
  | 'stopping'
  | 'reader_failed';

/** `message` is one sentence that a person at the till or in the back office may read. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;

  constructor(code: StoreFaultCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
