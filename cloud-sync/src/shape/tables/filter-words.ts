const list = (words: string): string[] => words.trim().split(/\s+/);

/** What a filter may say besides columns, operators and literals. No SELECT among them: a filter sees one row and nothing else. */
export const filterWords: ReadonlySet<string> = new Set(
  list(`
    and or not in is null true false unknown like ilike similar to between symmetric distinct from any all some array case when
    then else end escape at time zone cast as row isnull notnull for both leading trailing
    year month day hour minute second epoch dow doy week quarter isodow isoyear
    int int2 int4 int8 integer bigint smallint text varchar char character varying bpchar numeric decimal real double precision
    float float4 float8 bool boolean uuid date timestamp timestamptz timetz interval json jsonb bytea citext inet cidr
  `),
);

/** What may stand before a bracket: functions that give the same for the same row, today and tomorrow, and words that group. */
export const filterFunctions: ReadonlySet<string> = new Set(
  list(`
    and or not in is like ilike similar to between when then else case any all some array cast row from distinct symmetric
    numeric decimal varchar char character bpchar time timestamp timestamptz interval varying float
    lower upper length char_length octet_length coalesce nullif abs ceil ceiling floor round trunc mod power sqrt sign
    trim btrim ltrim rtrim substring substr left right concat replace position strpos starts_with split_part reverse md5
    date_trunc date_part extract greatest least array_length cardinality array_position array_upper array_lower
    jsonb_typeof jsonb_array_length jsonb_exists jsonb_extract_path_text json_extract_path_text
  `),
);

export const orderWords: ReadonlySet<string> = new Set(['asc', 'desc', 'nulls', 'first', 'last']);
