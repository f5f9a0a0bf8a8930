/** Currency of each country (ISO 3166 and ISO 4217), the one prices are written in. */
const currencies: Readonly<Record<string, string>> = {
  AED: 'AE',
  AFN: 'AF',
  ALL: 'AL',
  AMD: 'AM',
  AOA: 'AO',
  ARS: 'AR',
  AUD: 'AU KI NR TV',
  AWG: 'AW',
  AZN: 'AZ',
  BAM: 'BA',
  BBD: 'BB',
  BDT: 'BD',
  BHD: 'BH',
  BIF: 'BI',
  BMD: 'BM',
  BND: 'BN',
  BOB: 'BO',
  BRL: 'BR',
  BSD: 'BS',
  BTN: 'BT',
  BWP: 'BW',
  BYN: 'BY',
  BZD: 'BZ',
  CAD: 'CA',
  CDF: 'CD',
  CHF: 'CH LI',
  CLP: 'CL',
  CNY: 'CN',
  COP: 'CO',
  CRC: 'CR',
  CUP: 'CU',
  CVE: 'CV',
  CZK: 'CZ',
  DJF: 'DJ',
  DKK: 'DK GL FO',
  DOP: 'DO',
  DZD: 'DZ',
  EGP: 'EG',
  ERN: 'ER',
  ETB: 'ET',
  EUR: 'AD AT AX BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK RE GP MQ GF YT PM',
  FJD: 'FJ',
  FKP: 'FK',
  GBP: 'GB GG IM JE',
  GEL: 'GE',
  GHS: 'GH',
  GIP: 'GI',
  GMD: 'GM',
  GNF: 'GN',
  GTQ: 'GT',
  GYD: 'GY',
  HKD: 'HK',
  HNL: 'HN',
  HTG: 'HT',
  HUF: 'HU',
  IDR: 'ID',
  ILS: 'IL PS',
  INR: 'IN',
  IQD: 'IQ',
  IRR: 'IR',
  ISK: 'IS',
  JMD: 'JM',
  JOD: 'JO',
  JPY: 'JP',
  KES: 'KE',
  KGS: 'KG',
  KHR: 'KH',
  KMF: 'KM',
  KRW: 'KR',
  KWD: 'KW',
  KYD: 'KY',
  KZT: 'KZ',
  LAK: 'LA',
  LBP: 'LB',
  LKR: 'LK',
  LRD: 'LR',
  LSL: 'LS',
  LYD: 'LY',
  MAD: 'MA EH',
  MDL: 'MD',
  MGA: 'MG',
  MKD: 'MK',
  MMK: 'MM',
  MNT: 'MN',
  MOP: 'MO',
  MRU: 'MR',
  MUR: 'MU',
  MVR: 'MV',
  MWK: 'MW',
  MXN: 'MX',
  MYR: 'MY',
  MZN: 'MZ',
  NAD: 'NA',
  NGN: 'NG',
  NIO: 'NI',
  NOK: 'NO SJ',
  NPR: 'NP',
  NZD: 'NZ CK NU TK',
  OMR: 'OM',
  PAB: 'PA',
  PEN: 'PE',
  PGK: 'PG',
  PHP: 'PH',
  PKR: 'PK',
  PLN: 'PL',
  PYG: 'PY',
  QAR: 'QA',
  RON: 'RO',
  RSD: 'RS',
  RUB: 'RU',
  RWF: 'RW',
  SAR: 'SA',
  SBD: 'SB',
  SCR: 'SC',
  SDG: 'SD',
  SEK: 'SE',
  SGD: 'SG',
  SLE: 'SL',
  SOS: 'SO',
  SRD: 'SR',
  SSP: 'SS',
  STN: 'ST',
  SYP: 'SY',
  SZL: 'SZ',
  THB: 'TH',
  TJS: 'TJ',
  TMT: 'TM',
  TND: 'TN',
  TOP: 'TO',
  TRY: 'TR',
  TTD: 'TT',
  TWD: 'TW',
  TZS: 'TZ',
  UAH: 'UA',
  UGX: 'UG',
  USD: 'US AS EC FM GU MH MP PR PW SV TC TL VG VI ZW',
  UYU: 'UY',
  UZS: 'UZ',
  VES: 'VE',
  VND: 'VN',
  VUV: 'VU',
  WST: 'WS',
  XAF: 'CM CF TD CG GQ GA',
  XCD: 'AG DM GD KN LC VC AI MS',
  XCG: 'CW SX',
  XOF: 'BJ BF CI GW ML NE SN TG',
  XPF: 'NC PF WF',
  YER: 'YE',
  ZAR: 'ZA',
  ZMW: 'ZM',
};

const currencyByCountry = new Map(
  Object.entries(currencies).flatMap(([currency, list]) =>
    list
      .split(' ')
      .filter(Boolean)
      .map((country) => [country, currency] as const),
  ),
);

export const countries: readonly string[] = [...currencyByCountry.keys()].toSorted();
export const currencyOf = (country: string): string => currencyByCountry.get(country) ?? 'USD';

/** Countries whose menus show prices to which tax is added at the till. */
const addedTax = new Set(['US', 'CA', 'PR', 'GU', 'VI', 'AS', 'MP']);
export const usualTaxKind = (country: string): 'added' | 'included' => (addedTax.has(country) ? 'added' : 'included');

/** The smallest coin of countries that round cash, in minor units; 1 elsewhere. */
const smallestCoin: Readonly<Record<string, number>> = {
  CH: 5,
  LI: 5,
  CA: 5,
  AU: 5,
  NZ: 10,
  SE: 100,
  NO: 100,
  DK: 50,
  CZ: 100,
  HU: 500,
  FI: 5,
  NL: 5,
  BE: 5,
  IE: 5,
  SK: 5,
  LT: 5,
  EE: 5,
};
export const cashRoundingOf = (country: string): number => smallestCoin[country] ?? 1;

export interface Place {
  country: string;
  currency: string;
  /** BCP 47: language and country, in which receipts are written. */
  locale: string;
  timeZone: string;
}

/** What the machine can tell by itself: its zone, and the languages that its user reads. */
export function guessPlace(timeZone: string, languages: readonly string[]): Place {
  const wanted = languages
    .flatMap((language) => regionOf(language) ?? [])
    .filter((region) => currencyByCountry.has(region));
  const here =
    wanted.find((country) => zonesOf(country).includes(timeZone)) ??
    countries.find((country) => zonesOf(country).includes(timeZone)) ??
    wanted[0] ??
    'US';
  return { country: here, currency: currencyOf(here), locale: localeFor(here, languages), timeZone };
}

/** Another country brings its own currency, language and zone; a zone that is one of its own stays. */
export function moveTo(country: string, before: Place, languages: readonly string[]): Place {
  const zones = zonesOf(country);
  const timeZone =
    zones.length === 0 || zones.includes(before.timeZone) ? before.timeZone : (zones[0] ?? before.timeZone);
  return { country, currency: currencyOf(country), locale: localeFor(country, languages), timeZone };
}

/** The reader's own language where it is spoken in the country, otherwise the country's most common one. */
export function localeFor(country: string, languages: readonly string[]): string {
  const own = languages.find((language) => regionOf(language) === country);
  return own === undefined ? `${commonLanguage(country)}-${country}` : `${languageOf(own)}-${country}`;
}

/** Languages that a store in this country would print in: its own first, then the reader's, then those that paper has words for. */
export function localesFor(country: string, languages: readonly string[], printed: readonly string[]): string[] {
  return [...new Set([commonLanguage(country), ...languages.map(languageOf), ...printed])].map(
    (language) => `${language}-${country}`,
  );
}

/** Zones of a country, its most common spelling first; none when this browser cannot tell. */
export function zonesOf(country: string): string[] {
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & {
    getTimeZones?: () => string[] | undefined;
  };
  return (locale.getTimeZones?.() ?? []).map(canonicalZone);
}

/** Every zone that this browser knows, UTC included. */
export function allZones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

function canonicalZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
}

const languageOf = (locale: string): string => new Intl.Locale(locale).language;
const regionOf = (locale: string): string | undefined => new Intl.Locale(locale).maximize().region;
const commonLanguage = (country: string): string => new Intl.Locale('und', { region: country }).maximize().language;
