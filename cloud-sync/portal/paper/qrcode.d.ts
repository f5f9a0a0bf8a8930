/** What the paper uses of the `qrcode` package, which ships no types. */
declare module 'qrcode' {
  export interface QrSegment {
    data: Uint8Array;
    mode: 'byte';
  }
  export interface QrSymbol {
    modules: { size: number; get(row: number, column: number): number };
  }
  /** @throws Error when the data does not fit any version */
  export function create(segments: QrSegment[], options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }): QrSymbol;
}
