export type BackupFaultCode =
  | 'bad_arguments'
  | 'no_store'
  | 'not_a_backup'
  | 'backup_damaged'
  | 'backup_newer'
  | 'store_damaged'
  | 'target_exists'
  | 'target_not_empty'
  | 'cannot_write';

/** `message` is the one sentence for the person who makes or brings back a backup. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
  readonly code: BackupFaultCode;
  constructor(code: BackupFaultCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** What the system's error means for somebody who wanted to write at `path`. */
export function cannotWrite(path: string, error: unknown): BackupFault {
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    SQLITE_FULL: 'the disk is full',
    ENOENT: 'the folder does not exist',
    ENOTDIR: 'there is a file in the way',
    EISDIR: 'it is a folder',
  };
  const code = String((error as NodeJS.ErrnoException).code);
  return new BackupFault(
    'cannot_write',
    `${path} cannot be written: ${reasons[code] ?? (error instanceof Error ? error.message : code)}.`,
    error,
  );
}
