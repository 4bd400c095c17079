/** Colours that areas have chosen, by the area's code. Others have ours, from the main stylesheet. */
const CHOSEN: Readonly<Record<string, string>> = { downland: '#1d4f5c' };

const LOWEST_CONTRAST = 4.5;

/**
 * The stylesheet of one area.
 *
 * @throws RangeError for what is no colour, or one on which white text is under 4.5:1 (WCAG 2.2, 1.4.3).
 */
export function brandCss(colour: string): string {
  if (!/^#[0-9a-f]{6}$/.test(colour)) throw new RangeError(`"${colour}" is not a colour like #1d4f5c.`);
  if (contrastWithWhite(colour) < LOWEST_CONTRAST) {
    throw new RangeError(`White on ${colour} is under 4.5:1 and cannot be read by everyone.`);
  }
  return `:root{--govuk-brand-colour:${colour};--govuk-surface-text-colour:${colour};--app-mark-colour:${colour}}\n`;
}

/** Empty where an area has chosen none. */
export function brandOfArea(code: string): string {
  const colour = Object.hasOwn(CHOSEN, code) ? CHOSEN[code] : undefined;
  return colour === undefined ? '' : brandCss(colour);
}

/** WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) with L1 = 1 for white. From 1 to 21. */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
