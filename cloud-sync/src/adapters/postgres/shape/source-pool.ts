import pg from 'pg';

/** Settings by which every value has one text, whoever wrote it. */
const settings = [
  'timezone=UTC',
  'datestyle=ISO,DMY',
  'intervalstyle=iso_8601',
  'bytea_output=hex',
  'extra_float_digits=1',
];

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (format !== 'binary' && oid === pg.types.builtins.INT8) return Number;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

export function sourcePool(connectionString: string, size: number, onError: (error: Error) => void): pg.Pool {
  const url = new URL(connectionString);
  const given = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  const pool = new pg.Pool({
    connectionString: url.href,
    max: size,
    options:
      `${given} ${settings.map((setting) => `-c ${setting}`).join(' ')} -c plan_cache_mode=force_custom_plan`.trim(),
    statement_timeout: 120_000,
    idle_in_transaction_session_timeout: 120_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'auraconnect-shape-source',
    types: types as pg.CustomTypesConfig,
  });
  // A connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
