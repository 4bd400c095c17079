import { create } from 'qrcode';

export interface QrPicture {
  /** Side of the square in modules, its quiet border included. */
  readonly side: number;
  /** The dark modules as one path, a run a rectangle. */
  readonly path: string;
}

/** What a camera needs around it to find it. */
const BORDER = 4;

/** A drawing in the page itself: no picture is fetched, and nothing but the page ever holds what it says. */
export function qrPicture(text: string): QrPicture {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      let end = column;
      while (end < modules.size && modules.get(row, end) === 1) end += 1;
      if (end === column) continue;
      const width = String(end - column);
      runs.push(`M${String(column + BORDER)} ${String(row + BORDER)}h${width}v1h-${width}z`);
      column = end;
    }
  }
  return { side: modules.size + 2 * BORDER, path: runs.join('') };
}
