// `qrcode` comes without types. What the pages use of it, and no more.
declare module 'qrcode' {
  interface Modules {
    readonly size: number;
    get(row: number, column: number): number;
  }
  export function create(
    text: string,
    options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): { readonly modules: Modules };
}
