import type { GroupDays } from '@app/assurance';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { halfDaysInWords } from '../../layout/words.js';

/** Units: the drawing is 360 wide, so that text of 12 is 12 pixels on the narrowest phone. */
const WIDTH = 360;
const ROW = 58;
const BAR = { height: 12, room: 110 };

/** Days asked for and days promised, group under group on one scale from nought. Null where there is nothing to draw. */
export function fairnessFigure(groups: readonly GroupDays[], sentence: string, id: string): SafeHtml | null {
  const most = Math.max(0, ...groups.flatMap(({ days }) => (days ? [days.asked, days.received] : [])));
  if (most === 0) return null;
  const rows = groups.map((group, at) => row(group, at * ROW, most));
  return markup`<svg class="app-drawing" viewBox="0 0 ${WIDTH} ${groups.length * ROW}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">Days asked for and days promised</title><desc id="${id}-desc">${sentence}</desc>${rows}</svg>`;
}

function row({ group, days }: GroupDays, top: number, most: number): SafeHtml {
  const name = markup`<text x="0" y="${top + 13}">${group}</text>`;
  if (days === null)
    return markup`${name}<text class="muted" x="0" y="${top + 30}">hidden: too few schools</text>`;
  return markup`${name}${bar('offered', days.asked, top + 18, most, 'asked for')}${bar('booked', days.received, top + 34, most, 'promised')}`;
}

function bar(kind: string, halfDays: number, top: number, most: number, what: string): SafeHtml {
  const wide = (halfDays / most) * (WIDTH - BAR.room);
  return markup`<rect class="${kind}" x="0" y="${top}" width="${wide}" height="${BAR.height}"/><text x="${wide + 6}" y="${top + 10}">${halfDaysInWords(halfDays)} ${what}</text>`;
}
