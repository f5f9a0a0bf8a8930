import { brandProfile, type Brand, type BrandProfile } from '../drivers/brands/profile.ts';
import { starProfile, type StarProfile } from '../drivers/star/profile.ts';
import { epsonProfile, genericProfile, type EscPosProfile } from '../drivers/escpos/profile.ts';

/** What a model of printer speaks, and what it can do on paper of so many columns. */
export interface PrinterModel {
  /** Stable: settings of stores hold it. */
  readonly id: string;
  /** As it stands on the machine. */
  readonly name: string;
  /** What it says of itself where that is not on the machine. */
  readonly alsoNamed?: readonly string[];
  /** Of the paper that most people put into it. */
  readonly columns: number;
  readonly speaks: Speech;
}

export type Speech =
  | { readonly language: 'escpos'; readonly profile: (columns: number) => EscPosProfile }
  | {
      readonly language: 'star-line' | 'star-graphic';
      readonly profile: (columns: number, overNetwork: boolean) => StarProfile;
    }
  | { readonly language: 'brand'; readonly profile: (columns: number) => BrandProfile };

const escPos = (
  id: string,
  name: string,
  columns: number,
  profile: (columns: number) => EscPosProfile,
): PrinterModel => ({ id, name, columns, speaks: { language: 'escpos', profile } });

const star = (id: string, name: string, columns: number, changes: Partial<StarProfile> = {}): PrinterModel => ({
  id,
  name,
  columns,
  speaks: {
    language: 'star-line',
    profile: (wanted, overNetwork) => ({ ...starProfile(wanted, overNetwork), ...changes }),
  },
});

/** Which of these a printer is, its firmware's age decides: it is found out while printing. */
const futurePrnt: PrinterModel = {
  id: 'star-tsp100-futureprnt',
  name: 'Star TSP100 futurePRNT',
  alsoNamed: ['TSP100', 'TSP113', 'TSP143'],
  columns: 48,
  speaks: {
    language: 'star-graphic',
    profile: (columns, overNetwork) => ({
      ...starProfile(columns, overNetwork),
      answersStatus: 'detect',
      fence: overNetwork ? 'either' : 'etb',
    }),
  },
};

const ofBrand = (id: string, name: string, brand: Brand, columns: number): PrinterModel => ({
  id,
  name,
  columns,
  speaks: { language: 'brand', profile: (wanted) => brandProfile(brand, wanted) },
});

/** Fixed to one paper by its makers: the settings' columns count, the dots on a line are those of the head. */
const epson =
  (changes: Partial<EscPosProfile>) =>
  (columns: number): EscPosProfile => ({
    ...epsonProfile,
    ...changes,
    columns,
    dotsPerLine: columns * dotsPerColumn,
  });

const dotsPerColumn = 12;

/** Clones follow Epson's tables for these pages, buzz with ESC B and answer what they answer: found out while printing. */
const clone =
  (changes: Partial<EscPosProfile> = {}) =>
  (columns: number): EscPosProfile => ({ ...genericProfile(columns), buzzer: 'esc-b', ...changes });

const chinese: Partial<EscPosProfile> = { doubleByteModel: true };

/**
 * Models by what they are known to do. Where manuals are silent a model has `detect`, and a clone is never believed to be what
 * `GS I` says of it (Rongtas call themselves TM-T88V).
 */
export const printerModels: readonly PrinterModel[] = [
  escPos('generic', 'ESC/POS printer, 80 mm', 48, genericProfile),
  escPos('generic-58', 'ESC/POS printer, 58 mm', 32, (columns) => ({
    ...genericProfile(columns),
    // Most have a tear bar and one fixed page.
    cutter: 'none',
    buzzer: 'esc-b',
    doubleByteModel: true,
  })),
  escPos('epson-tm-t20iii', 'Epson TM-T20III', 48, epson({})),
  escPos('epson-tm-t88vi', 'Epson TM-T88VI', 42, epson({})),
  // GS ( H is not in the T88V's own manual, so the paper status behind the job has to do.
  escPos('epson-tm-t88v', 'Epson TM-T88V', 42, epson({ fence: 'detect' })),
  escPos('epson-tm-m30', 'Epson TM-m30', 48, epson({})),
  escPos('epson-tm-l90', 'Epson TM-L90', 42, epson({ fence: 'status', buzzer: 'none', storesPictures: false })),
  escPos('epson-tm-u220', 'Epson TM-U220', 33, (columns) => ({
    ...epsonProfile,
    columns,
    dotsPerLine: 200,
    dotsPerInch: 180,
    mechanism: 'impact',
    colours: 2,
    codePages: epsonProfile.codePages.filter(({ name }) => name !== 'wpc1252'),
    cutter: 'partial',
    nativeQr: false,
    nativeBarcodes: false,
    // It takes pictures needle by needle only (ESC *), which is not done here.
    pictures: 'none',
    storesPictures: false,
    buzzer: 'none',
    fence: 'status',
  })),
  escPos(
    'xprinter-80',
    'Xprinter XP-80 / XP-S260M',
    48,
    clone({ ...chinese, realTimeStatus: 'yes', fence: 'process-id' }),
  ),
  escPos('rongta-80', 'Rongta RP80', 48, clone(chinese)),
  escPos('hoin-80', 'HOIN / Zjiang 80', 48, clone(chinese)),
  escPos('zjiang-58', 'Zjiang / GOOJPRT 58', 32, clone({ ...chinese, cutter: 'none' })),
  star('star-line', 'Star printer in line mode', 48, { answersStatus: 'detect' }),
  star('star-tsp650ii', 'Star TSP650II', 48),
  // The older TSP100 (futurePRNT: US, ECO, LAN, III) read nothing but pictures; the IV reads StarPRNT.
  futurePrnt,
  { ...star('star-tsp100', 'Star TSP100IV', 48, { pictures: 'picture' }), alsoNamed: ['TSP113IV', 'TSP143IV'] },
  star('star-mc-print3', 'Star mC-Print3', 48, { pictures: 'picture' }),
  ofBrand('tanca', 'Tanca TP-650', 'tanca', 48),
  ofBrand('daruma', 'Daruma DR800', 'daruma', 48),
  ofBrand('brother', 'Brother RJ / TD (ESC/P)', 'brother', 48),
  ofBrand('custom', 'Custom Kube / Q3', 'custom', 48),
];

const byId = new Map(printerModels.map((model) => [model.id, model]));

/** The model of the settings. One that this version does not know (a newer store, a typing error) prints as any ESC/POS printer. */
export function modelOf(id: string): PrinterModel {
  return byId.get(id) ?? byId.get('generic')!;
}

/** Whether it takes pictures: a model that does not prints "?" for letters that it does not have. */
export function draws({ speaks, columns }: PrinterModel): boolean {
  switch (speaks.language) {
    case 'escpos':
      return speaks.profile(columns).pictures !== 'none';
    case 'star-line':
    case 'star-graphic':
    case 'brand':
      return true;
  }
}
