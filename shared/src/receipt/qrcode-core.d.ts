/** The part of `qrcode` that neither Node nor a browser is needed for; the package brings no types. */
declare module 'qrcode/lib/core/qrcode.js' {
  interface QrSymbol {
    readonly modules: { readonly size: number; get(row: number, column: number): number };
  }
  const core: {
    create(
      segments: readonly { readonly data: Uint8Array; readonly mode: 'byte' }[],
      options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
    ): QrSymbol;
  };
  export default core;
}
