import Bowser from 'bowser';

/** No browser's own description of itself is longer. */
const LONGEST = 400;
/** Descriptions that were read before: a handful of browsers asks for every page. */
const KEPT = 500;
const NAME = /^[A-Za-z][A-Za-z ]{0,24}$/;

const read = new Map<string, string | null>();

/**
 * What somebody would call the device they sit at, like `Firefox on Windows`: no version and no model, so that it tells
 * their own sessions apart and nobody from others.
 *
 * @param told the `User-Agent` header, which anybody may set to anything.
 */
export function deviceWord(told: string | undefined): string | null {
  if (told === undefined || told === '' || told.length > LONGEST) return null;
  const known = read.get(told);
  if (known !== undefined) return known;
  if (read.size >= KEPT) read.clear();
  const word = wordOf(told);
  read.set(told, word);
  return word;
}

function wordOf(told: string): string | null {
  const parser = Bowser.getParser(told);
  const [browser, system] = [parser.getBrowserName(), parser.getOSName()].map((name) =>
    NAME.test(name) ? name : null,
  );
  if (!browser || !system) return browser ?? system ?? null;
  return `${browser} on ${system}`;
}
